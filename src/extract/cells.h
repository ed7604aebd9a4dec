/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Collects the cells of one table, row by row, and marks them in the text. */

#include <glib.h>

#include "extract/header-row.h"
#include "model/text.h"

typedef struct {
  MspText *text;
  guint    row, column;
  guint    n_labels;        /* rows whose first cell ends in ":" */
  guint    first_mark;      /* that of the table */
  MspHeaderRow header;
} MspCells;

/* Begins a table at offset start of the text. */
void msp_cells_begin   (MspCells *self, MspText *text, guint number, gsize start);

/* The bytes [start, end) of the text are the next cell of the row; white space around it is left out. */
void msp_cells_add     (MspCells *self, gsize start, gsize end);
void msp_cells_end_row (MspCells *self);

/* Marks the table up to offset end. FALSE if it is a list of "label: value" lines: all its marks are taken back. */
gboolean msp_cells_end (MspCells *self, gsize end);
