/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Writes the sheets of a workbook as tables: rows as lines, cells set apart by tabs. Rows with a single cell above the table are its
   titles, not its header. */

#include "extract/cells.h"

typedef struct {
  MspText *text;
  gsize    limit;
  guint    n_tables;
  MspCells cells;
  GArray  *marks;         /* MspMark that wait for the end of the table */
  gsize    start, row_start;   /* of the sheet, and of the row */
  guint    row, column;   /* last ones written, in the sheet */
  guint    n_cells;       /* in the row so far */
  guint    n_titles;      /* rows so far, if none had more than one cell */
  gboolean in_sheet, in_row, is_hidden, is_wide, has_header;
} MspSheet;

void     msp_sheet_init  (MspSheet *self, MspText *text, gsize limit);
gboolean msp_sheet_is_full (const MspSheet *self);

/* Begins a sheet, with its name as heading unless it is empty or NULL. */
void     msp_sheet_begin (MspSheet *self, const char *name, gboolean is_hidden);

/* The first row of the sheet just begun names its columns, whatever it looks like. */
void     msp_sheet_set_header (MspSheet *self);

/* The next cell with text; rows and columns are counted from 0 and go up. Line ends in value become spaces. */
void     msp_sheet_add   (MspSheet *self, guint row, guint column, MspSpan value, gboolean is_hidden);

/* Ends the sheet, if one was begun. */
void     msp_sheet_end   (MspSheet *self);
void     msp_sheet_clear (MspSheet *self);

/* Row and column of a reference like "AB12", from 0. FALSE if it is none. */
gboolean msp_sheet_parse_reference (const char *reference, guint *out_row, guint *out_column);
