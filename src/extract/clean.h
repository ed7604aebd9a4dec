/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bytes of a part to UTF-8 in the form that MspText promises. */

#include "extract/extractor.h"

/* Appends the bytes of input as UTF-8, a byte-order mark left out. */
void msp_clean_append (GString *out, const MspExtractInput *input);

/* From the offset on: CR LF and CR become LF; C0 controls but TAB vanish, so does DEL; a form feed becomes LF. */
void msp_clean_lines  (GString *string, gsize from);

/* Both, at the end of out. */
void msp_clean_read   (GString *out, const MspExtractInput *input);
