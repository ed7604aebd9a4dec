/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Guesses from digits and well-known words whether the first row of a table names its columns. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  guint64  first, later;    /* columns with digits in row 0, and in any other; the last bit stands for all columns from 63 on */
  gboolean number;          /* row 0 holds a cell that is mostly digits */
  guint    words;           /* cells of row 0 that are names of columns, up to two */
  gboolean rows;            /* there are other rows */
} MspHeaderRow;

void     msp_header_row_note (MspHeaderRow *self, guint row, guint column, MspSpan cell);

/* TRUE if some column has digits everywhere but in row 0, and row 0 has no number; or if two cells of row 0 name
   columns. */
gboolean msp_header_row_is   (const MspHeaderRow *self);
