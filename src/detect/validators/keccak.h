/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Keccak-256 as Ethereum uses it: the function of FIPS 202 with the padding of the original submission. */

#include <glib.h>

#include "base/span.h"

/* text has at most 135 bytes: one block. */
void msp_keccak_256 (MspSpan text, guint8 out_hash[32]);
