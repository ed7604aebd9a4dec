/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Runs the scanners written in C over a text that the pattern pass has read, and turns what they find into findings. */

#include "detect/message.h"

void msp_scanners_run (MspMessage *message, MspScan *scan);
