/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads the lines of a text with what may set the cells of a table apart. */

#include <glib.h>

#include "base/span.h"

/* The lead of a line is what indents it, marks it as quoted or as changed by a patch, or makes it an item of a list: no cell. */
static inline gboolean
msp_row_is_lead (char c)
{
  return c == ' ' || c == '\t' || c == '>' || c == '+' || c == '-' || c == '*';
}

typedef struct {
  gsize    start, end;          /* in the text; end is that of the line without LF */
  guint    n_tabs, n_bars;      /* behind the lead */
  gboolean gap;                 /* of two spaces or more between words, behind the lead */
  gboolean indented;            /* by a tab in the lead */
} MspTableRow;

#define MSP_ROW_BLOCKS 32

/* Behind the leads of lines, but for indents. */
typedef struct {
  guint64 ends, bars, tabs;
  guint64 gaps;                 /* what stands behind two spaces or more */
  guint64 indents;              /* tabs in a lead */
} MspRowBlock;

typedef struct {
  MspSpan     text;
  gsize       start, len;       /* of what blocks are for */
  guint64     in_lead;          /* 1: what follows them continues the lead of a line */
  guint64     spaces;           /* of the last of them */
  MspRowBlock blocks[MSP_ROW_BLOCKS];
} MspRowReader;

/* Borrows text, which must not change. */
void  msp_row_reader_init (MspRowReader *self, MspSpan text);

/* The start of the first line at or behind start, where a line begins, which holds a gap, a bar or a tab behind its lead; the length
   of the text if there is none. */
gsize msp_row_reader_find (MspRowReader *self, gsize start);

/* The line that begins at offset start, which is inside the text. */
void  msp_row_reader_read (MspRowReader *self, gsize start, MspTableRow *out_row);
