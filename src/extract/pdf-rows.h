/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words of a page as the eye sees them: in rows of one height, and in tables where rows below one another leave the same gaps. */

#include <glib.h>

#include "format/pdf.h"

#define MSP_PDF_MAX_COLUMNS 64

typedef struct {
  guint first, n;         /* of the words in order */
  float y1, y2;
} MspPdfRow;

typedef struct {
  float x1, x2;
} MspPdfColumn;

typedef struct {
  guint        first_row, n_rows;
  guint        n_columns;
  MspPdfColumn columns[MSP_PDF_MAX_COLUMNS];
} MspPdfTable;

typedef struct {
  const MspPdfPage *page;
  GArray           *order;   /* guint32: numbers of words, row by row from left to right; upright words only */
  GArray           *rows;    /* MspPdfRow, from top to bottom */
  GArray           *tables;  /* MspPdfTable, from top to bottom */
} MspPdfRows;

/* Borrows page. */
void              msp_pdf_rows_init     (MspPdfRows *self, const MspPdfPage *page);

/* Word number i of the row. */
const MspPdfWord *msp_pdf_rows_get_word (const MspPdfRows *self, const MspPdfRow *row, guint i);

/* Finds the tables: two rows or more of the same columns that are no columns of prose. */
void              msp_pdf_rows_find_tables (MspPdfRows *self);

/* The column of table that word stands in. */
guint             msp_pdf_table_get_column (const MspPdfTable *table, const MspPdfWord *word);

void              msp_pdf_rows_clear    (MspPdfRows *self);
