/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Finds lines in a body by how they begin. */

#include <glib.h>

#include "base/span.h"

/* Offset, from `from` on, of the next line of text that begins with the bytes first and second; text.len if there is none.
   from is taken as the start of a line. */
gsize msp_lines_find       (MspSpan text, gsize from, char first, char second);

#define MSP_MOST_LINE_STARTS 3

/* What begins with "begin " has b and a blank: two letters next to each other begin many more lines. */
typedef struct {
  char first, sixth;
} MspLineStart;

/* The same for the next line that has the first and the sixth byte of one of n starts, 1 to MSP_MOST_LINE_STARTS; *out_which says
   of which. */
gsize msp_lines_find_any   (MspSpan text, gsize from, const MspLineStart *starts, gsize n, gsize *out_which);

/* The line at offset at, without its end; *out_next is where the next one begins. */
MspSpan msp_lines_get      (MspSpan text, gsize at, gsize *out_next);

/* Where the line end before offset at begins: the end of a part before a boundary (RFC 2046, section 5.1.1). */
gsize msp_lines_before     (MspSpan text, gsize at);

/* Where the body begins behind the header block at from, or text.len. */
gsize msp_lines_skip_header (MspSpan text, gsize from);
