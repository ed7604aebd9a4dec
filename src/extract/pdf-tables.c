/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "extract/pdf-rows.h"

/* All in heights of a row: a gap that sets cells apart; one that columns leave; how far a cell may be from the edge of its column;
   how far below one another the rows of a table stand. */
#define CELL_GAP 0.9f
#define COLUMN_GAP 0.2f
#define EDGE 0.5f
#define ROW_GAP 2.5f

/* Columns of prose are full, line by line. */
#define PROSE_ROWS 2
#define PROSE_WORDS 3
#define PROSE_FILL 0.75f

/* Rows after which what the columns are is settled. */
#define SETTLED_ROWS 3

static const MspPdfRow *
get_row (const MspPdfRows *self, guint i)
{
  return &g_array_index (self->rows, MspPdfRow, i);
}

/* Whether columns of the table so far part here: between them, beside an edge of one. */
static gboolean
parts (const MspPdfTable *table, float left, float right, float height)
{
  for (guint i = 1; i < table->n_columns; i++)
    {
      float from = MAX (table->columns[i - 1].x2, left), to = MIN (table->columns[i].x1, right);

      if (to - from >= COLUMN_GAP * height
          && (fabsf (right - table->columns[i].x1) < EDGE * height || fabsf (left - table->columns[i - 1].x2) < EDGE * height))
        return TRUE;
    }
  return FALSE;
}

/* The cells of a row, given the columns above it; returns their number, or 0 if there are too many. */
static guint
split_row (const MspPdfRows *self, const MspPdfRow *row, const MspPdfTable *above, MspPdfColumn *cells)
{
  float height = row->y2 - row->y1;
  guint n = 0;

  for (guint i = 0; i < row->n; i++)
    {
      const MspPdfWord *word = msp_pdf_rows_get_word (self, row, i);
      float gap = n > 0 ? word->x1 - cells[n - 1].x2 : 0;

      if (n > 0 && gap < CELL_GAP * height && !parts (above, cells[n - 1].x2, word->x1, height))
        cells[n - 1].x2 = MAX (cells[n - 1].x2, word->x2);
      else if (n == MSP_PDF_MAX_COLUMNS)
        return 0;
      else
        cells[n++] = (MspPdfColumn) { word->x1, word->x2 };
    }
  return n;
}

/* Joins the columns with the cells of one more row; FALSE if there are too many. */
static gboolean
join (MspPdfTable *table, const MspPdfColumn *cells, guint n_cells, float height)
{
  MspPdfColumn joined[2 * MSP_PDF_MAX_COLUMNS];
  guint n = 0, i = 0, k = 0;

  while (i < table->n_columns || k < n_cells)
    {
      gboolean old = k >= n_cells || (i < table->n_columns && table->columns[i].x1 <= cells[k].x1);
      MspPdfColumn next = old ? table->columns[i++] : cells[k++];

      if (n > 0 && next.x1 - joined[n - 1].x2 < COLUMN_GAP * height)
        joined[n - 1].x2 = MAX (joined[n - 1].x2, next.x2);
      else
        joined[n++] = next;
    }
  if (n > MSP_PDF_MAX_COLUMNS)
    return FALSE;
  memcpy (table->columns, joined, n * sizeof *joined);
  table->n_columns = n;
  return TRUE;
}

/* Adds the next row if it leaves columns. *out_n: its cells. */
static gboolean
add_row (const MspPdfRows *self, MspPdfTable *table, guint *out_n)
{
  const MspPdfRow *row = get_row (self, table->first_row + table->n_rows);
  float height = row->y2 - row->y1;
  MspPdfColumn cells[MSP_PDF_MAX_COLUMNS];
  MspPdfTable wider = *table;

  *out_n = split_row (self, row, table, cells);
  if (*out_n == 0 || (table->n_rows > 0 && row->y1 - row[-1].y2 > ROW_GAP * height))
    return FALSE;
  if (table->n_rows == 0 ? *out_n < 2 : !join (&wider, cells, *out_n, height) || wider.n_columns < 2)
    return FALSE;
  if (table->n_rows >= SETTLED_ROWS && wider.n_columns < table->n_columns)
    return FALSE;
  if (table->n_rows == 0)
    (void) join (&wider, cells, *out_n, height);
  *table = wider;
  table->n_rows++;
  return TRUE;
}

guint
msp_pdf_table_get_column (const MspPdfTable *table, const MspPdfWord *word)
{
  float middle = (word->x1 + word->x2) / 2;
  guint i = 0;

  while (i + 1 < table->n_columns && middle >= table->columns[i + 1].x1)
    i++;
  return i;
}

/* TRUE if every column is filled with words as a column of print is. */
static gboolean
is_prose (const MspPdfRows *self, const MspPdfTable *table)
{
  float filled[MSP_PDF_MAX_COLUMNS] = { 0 };
  guint words[MSP_PDF_MAX_COLUMNS] = { 0 }, rows[MSP_PDF_MAX_COLUMNS] = { 0 };

  if (table->n_rows < PROSE_ROWS)
    return FALSE;
  for (guint r = 0; r < table->n_rows; r++)
    {
      const MspPdfRow *row = get_row (self, table->first_row + r);
      guint last = G_MAXUINT;

      for (guint i = 0; i < row->n; i++)
        {
          const MspPdfWord *word = msp_pdf_rows_get_word (self, row, i);
          guint column = msp_pdf_table_get_column (table, word);

          rows[column] += column != last;
          words[column]++;
          filled[column] += word->x2 - word->x1;
          last = column;
        }
    }
  for (guint i = 0; i < table->n_columns; i++)
    if (words[i] < PROSE_WORDS * rows[i]
        || filled[i] < PROSE_FILL * (float) rows[i] * (table->columns[i].x2 - table->columns[i].x1))
      return FALSE;
  return TRUE;
}

void
msp_pdf_rows_find_tables (MspPdfRows *self)
{
  guint next = 0;

  while (next < self->rows->len)
    {
      MspPdfTable table = { .first_row = next };
      guint n_cells, n_wide = 0, used = 0;

      while (next + table.n_rows < self->rows->len && add_row (self, &table, &n_cells))
        if (n_cells >= 2)
          {
            n_wide++;
            used = table.n_rows;
          }
      /* Lines of one cell below the last row are prose again. */
      table.n_rows = used;
      if (n_wide >= 2 && !is_prose (self, &table))
        g_array_append_val (self->tables, table);
      next += MAX (used, 1);
    }
}
