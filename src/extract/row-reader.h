/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads the lines of a text with what may set the cells of a table apart. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  gsize    start, end;          /* in the text; end is that of the line without LF */
  guint    n_tabs, n_bars;
  gboolean two_spaces;          /* next to one another */
} MspTableRow;

typedef struct {
  MspSpan text;
  gsize   block;                /* offset of the block that the masks are for; G_MAXSIZE: none */
  guint64 ends, tabs, bars, gaps;
} MspRowReader;

/* Borrows text, which must not change. */
void  msp_row_reader_init (MspRowReader *self, MspSpan text);

/* The start of the first line at or behind that of offset start which holds two spaces, a bar, or a tab other than its first byte;
   the length of the text if there is none. */
gsize msp_row_reader_find (MspRowReader *self, gsize start);

/* The line that begins at offset start, which is inside the text. */
void  msp_row_reader_read (MspRowReader *self, gsize start, MspTableRow *out_row);
