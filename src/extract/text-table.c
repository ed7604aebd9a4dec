/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/text-table.h"

#include "extract/cells.h"
#include "extract/grid.h"
#include "extract/header-row.h"
#include "extract/line.h"
#include "extract/row-reader.h"

#define MIN_ROWS 3

typedef struct {
  MspText     *text;
  MspSpan      span;
  MspRowReader reader;
  MspTableRow  rows[MIN_ROWS];   /* the line looked at and those below it, in a ring */
  guint        first, n_rows;
  guint        n_tables;
} Scan;

/* A run of lines that may be a table. */
typedef struct {
  gsize end;       /* behind its last line */
  guint n_rows;    /* rules between rows not counted */
} Run;

/* A line of "---- ----" or "+----+" between rows. */
static gboolean
is_rule (MspSpan line)
{
  guint dashes = 0;

  /* Backwards: many lines of other kinds begin with blanks, few end with them. */
  for (gsize i = line.len; i > 0; i--)
    {
      char c = line.data[i - 1];

      if (c == '-' || c == '=' || c == '_')
        dashes++;
      else if (c != ' ' && c != '|' && c != '+' && c != ':' && c != '>' && c != '\t')
        return FALSE;
    }
  return dashes >= 3;
}

static MspSpan
get_text (const Scan *scan, const MspTableRow *row)
{
  return msp_span_new (scan->span.data + row->start, row->end - row->start);
}

static guint
count (const MspTableRow *row, char separator)
{
  return separator == '|' ? row->n_bars : row->n_tabs;
}

/* Lines with the same number of separators; a rule belongs to the run only between rows. */
static Run
measure (Scan *scan, const MspTableRow *first, char separator)
{
  guint n = count (first, separator);
  Run run = { first->end, 0 };
  MspTableRow row;

  for (gsize at = first->start; at < scan->span.len; at = row.end + 1)
    {
      msp_row_reader_read (&scan->reader, at, &row);
      MspSpan text = get_text (scan, &row);
      if (count (&row, separator) == n && !(separator == '\t' && row.indented) && !is_rule (text))
        {
          run.n_rows++;
          run.end = row.end;
        }
      else if (run.n_rows == 0 || separator != '|' || !is_rule (text))
        break;
    }
  return run;
}

static void
add_cells (MspCells *cells, const MspLine *line, char separator)
{
  gsize start = line->start, end = line->end;
  const char *data = cells->text->text->str;

  if (separator == '|')
    {
      while (start < end && (data[start] == ' ' || data[start] == '>'))
        start++;
      start += start < end && data[start] == '|';
      while (end > start && (data[end - 1] == ' ' || data[end - 1] == '|') && data[end] != '|')
        end--;
    }
  while (start <= end)
    {
      const char *found = memchr (data + start, separator, end - start);
      gsize stop = found != NULL ? (gsize) (found - data) : end;

      msp_cells_add (cells, start, stop);
      start = stop + 1;
    }
}

static void
mark_run (Scan *scan, gsize start, gsize end, char separator, const MspGrid *grid)
{
  MspCells cells;
  gsize offsets[MSP_GRID_MAX_COLUMNS + 1];

  msp_cells_begin (&cells, scan->text, scan->n_tables, start);
  for (gsize at = start; at < end;)
    {
      MspLine line = msp_line_at (scan->span, at);

      at = line.end + 1;
      if (is_rule (line.text))
        continue;
      if (grid != NULL)
        {
          guint n = msp_grid_split (grid, line.text, offsets);

          for (guint i = 0; i < n; i++)
            msp_cells_add (&cells, line.start + offsets[i], line.start + offsets[i + 1]);
        }
      else
        add_cells (&cells, &line, separator);
      msp_cells_end_row (&cells);
    }
  scan->n_tables += msp_cells_end (&cells, end);
}

static Run
measure_grid (const Scan *scan, const MspTableRow *first, MspGrid *grid)
{
  Run run = { first->end, 0 };
  gsize at = first->start;

  memset (grid, 0, sizeof *grid);
  while (at < scan->span.len)
    {
      MspLine line = msp_line_at (scan->span, at);
      gboolean rule = is_rule (line.text);

      if (rule ? run.n_rows == 0 : !msp_grid_add (grid, line.text))
        break;
      run.n_rows += !rule;
      run.end = line.end;
      at = line.end + 1;
    }
  return run;
}

/* The line at the given distance below the one looked at, or NULL. */
static const MspTableRow *
look_ahead (Scan *scan, guint distance)
{
  for (; scan->n_rows <= distance; scan->n_rows++)
    {
      const MspTableRow *last = &scan->rows[(scan->first + scan->n_rows - 1) % MIN_ROWS];

      if (last->end + 1 >= scan->span.len)
        return NULL;
      msp_row_reader_read (&scan->reader, last->end + 1, &scan->rows[(scan->first + scan->n_rows) % MIN_ROWS]);
    }
  return &scan->rows[(scan->first + distance) % MIN_ROWS];
}

/* Names of columns make a table of one row, anything else needs more. */
static gboolean
is_table (Scan *scan, const MspTableRow *first, char separator, const Run *run)
{
  return run->n_rows >= MIN_ROWS || (run->n_rows == 2 && msp_header_row_is_line (get_text (scan, first), separator));
}

/* Spares most text the search for tables: one line with separators seldom comes with another of the kind. */
static gboolean
is_repeated (Scan *scan, const MspTableRow *row, char separator)
{
  const MspTableRow *next = look_ahead (scan, 1), *last;
  guint n = count (row, separator);

  if (next == NULL)
    return FALSE;
  if (separator == '|')
    return next->n_bars == n || is_rule (get_text (scan, next));
  return next->n_tabs == n && (((last = look_ahead (scan, 2)) != NULL && last->n_tabs == n)
                               || msp_header_row_is_line (get_text (scan, row), '\t'));
}

static inline gboolean
may_begin_tabs (Scan *scan, const MspTableRow *row)
{
  return row->n_tabs > 0 && !row->indented && is_repeated (scan, row, '\t');
}

static inline gboolean
may_begin_bars (Scan *scan, const MspTableRow *row)
{
  return row->n_bars > 1 && is_repeated (scan, row, '|');
}

/* Two spaces after a full stop seldom come on two lines in a row. */
static gboolean
may_begin_grid (Scan *scan, const MspTableRow *row)
{
  const MspTableRow *next;

  return row->gap && (next = look_ahead (scan, 1)) != NULL && (next->gap || is_rule (get_text (scan, next)));
}

/* Marks the table that begins with row. Returns where it ends, or the end of the line if there is none. */
static gsize
take (Scan *scan, const MspTableRow *row)
{
  MspGrid grid;
  Run run;

  if (may_begin_tabs (scan, row) && (run = measure (scan, row, '\t'), is_table (scan, row, '\t', &run)))
    mark_run (scan, row->start, run.end, '\t', NULL);
  else if (may_begin_bars (scan, row) && (run = measure (scan, row, '|'), is_table (scan, row, '|', &run)))
    mark_run (scan, row->start, run.end, '|', NULL);
  else if (may_begin_grid (scan, row) && (run = measure_grid (scan, row, &grid)).n_rows >= MIN_ROWS)
    mark_run (scan, row->start, run.end, '\0', &grid);
  else
    return row->end;
  return run.end;
}

void
msp_text_table_mark (MspText *text)
{
  Scan scan = { .text = text, .span = msp_span_new (text->text->str, text->text->len) };

  msp_row_reader_init (&scan.reader, scan.span);
  for (gsize at = 0;; scan.first = (scan.first + 1) % MIN_ROWS)
    {
      MspTableRow *row = &scan.rows[scan.first];

      if (scan.n_rows == 0)
        {
          at = msp_row_reader_find (&scan.reader, at);
          if (at >= scan.span.len)
            break;
          msp_row_reader_read (&scan.reader, at, row);
          scan.n_rows = 1;
        }
      gsize end = take (&scan, row);
      scan.n_rows = end == row->end ? scan.n_rows - 1 : 0;
      at = end + 1;
    }
}
