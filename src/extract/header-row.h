/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Guesses from digits and well-known words whether the first row of a table names its columns. */

#include <glib.h>

#include "base/span.h"

#define MSP_HEADER_ROW_NAMED 16   /* columns whose name may hold digits */

typedef struct {
  guint64  first, later;    /* columns with digits in row 0, and in any other; the last bit stands for all columns from 63 on */
  guint64  named;           /* of first: those whose cell may be a name ("ICD10GM"), until another has the same form */
  guint32  forms[MSP_HEADER_ROW_NAMED];
  gboolean number;          /* row 0 holds a cell that is mostly digits */
  guint    words;           /* cells of row 0 that are names of columns, up to two */
  gboolean rows;            /* there are other rows */
} MspHeaderRow;

void     msp_header_row_note (MspHeaderRow *self, guint row, guint column, MspSpan cell);

/* Whether line is nothing but names of columns, two at least, with separator between them: one row below makes it a table. */
gboolean msp_header_row_is_line (MspSpan line, char separator);

/* TRUE if some column has digits everywhere but in row 0, or there only in a name that is unlike all cells below, and row 0
   has no number; or if two cells of row 0 name columns. */
gboolean msp_header_row_is   (const MspHeaderRow *self);
