/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The grounds of a confidence in words, for findings.csv: never a value. */

#include "detect/scan.h"

void msp_reasons_append (GString *out, const MspScan *scan, const MspTried *tried);
