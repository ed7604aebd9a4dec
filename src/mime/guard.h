/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What GMime is shown of a message. Its parser reads most fields for itself, in time that grows with the
   square of their number and length, and makes a part of every boundary line there is. */

#include <glib.h>

#include "base/span.h"

/* Stands for one letter of the names that msp_guard_copy hides. */
#define MSP_GUARD_LETTER '!'

/* Bytes of a Content-Type that GMime is shown. */
#define MSP_GUARD_MAX_TYPE 8192

/* Copies message to out, byte for byte at the same offsets, with MSP_GUARD_LETTER in the names of fields that GMime need not
   know and blanks at the end of long types; the copy ends before the first line too many that may be a boundary. */
void msp_guard_copy (MspSpan message, gsize most_boundaries, GByteArray *out);
