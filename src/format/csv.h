/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Values set apart by a character, RFC 4180 and its relatives: quoted fields may hold delimiters, doubled quotes and line ends;
   a quote in the middle of a field is a character. Any line end is understood. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  MspSpan  text;
  gsize    at;
  char     delimiter;
  gboolean no_close;      /* a quote was opened and never closed: quotes are characters from there on */
  GString *unquoted;     /* the field that had doubled quotes */
} MspCsv;

/* How a text looks as a table, over its first rows. */
typedef struct {
  char  delimiter;       /* one of , ; TAB | */
  guint columns;         /* of most rows */
  guint rows;            /* looked at */
  guint even_rows;       /* rows with that many columns */
} MspCsvShape;

/* Borrows text, skips a byte-order mark. */
void     msp_csv_init       (MspCsv *self, MspSpan text, char delimiter);

/* The next field, borrowed until the next call, and whether it ends its row; FALSE at the end. */
gboolean msp_csv_next       (MspCsv *self, MspSpan *out_field, gboolean *out_row_end);
void     msp_csv_clear      (MspCsv *self);

/* Finds the delimiter by which the rows are most even. FALSE if none gives two columns. cut: the text stops somewhere, so that
   its last row may be incomplete. table: only a text nearly all of whose rows are even (19 in 20) is of interest; the shape of
   any other may be that of fewer rows. */
gboolean msp_csv_guess      (MspSpan text, gboolean cut, gboolean table, MspCsvShape *out_shape);
