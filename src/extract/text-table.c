/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/text-table.h"

#include "extract/cells.h"
#include "extract/grid.h"
#include "extract/line.h"

#define MIN_ROWS 3

typedef struct {
  MspText *text;
  MspSpan  span;
  guint    n_tables;
} Scan;

/* A run of lines that may be a table. */
typedef struct {
  gsize end;       /* behind its last line */
  guint n_rows;    /* rules between rows not counted */
} Run;

static guint
count (MspSpan line, char c)
{
  guint n = 0;

  for (gsize i = 0; i < line.len; i++)
    n += line.data[i] == c;
  return n;
}

/* A line of "---- ----" or "+----+" between rows. */
static gboolean
is_rule (MspSpan line)
{
  guint dashes = 0;

  for (gsize i = 0; i < line.len; i++)
    {
      if (line.data[i] == '-' || line.data[i] == '=' || line.data[i] == '_')
        dashes++;
      else if (line.data[i] == '\0' || strchr (" |+:>\t", line.data[i]) == NULL)
        return FALSE;
    }
  return dashes >= 3;
}

/* Lines with the same number of separators; a rule belongs to the run only between rows. */
static Run
measure (const Scan *scan, const MspLine *first, char separator, guint n)
{
  Run run = { first->end, 0 };
  gsize at = first->start;

  while (at < scan->span.len)
    {
      MspLine line = msp_line_at (scan->span, at);

      if (count (line.text, separator) == n && !is_rule (line.text) && line.text.data[0] != '\t')
        {
          run.n_rows++;
          run.end = line.end;
        }
      else if (run.n_rows == 0 || separator != '|' || !is_rule (line.text))
        break;
      at = line.end + 1;
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
measure_grid (const Scan *scan, const MspLine *first, MspGrid *grid)
{
  Run run = { first->end, 0 };
  gsize at = first->start;

  memset (grid, 0, sizeof *grid);
  while (at < scan->span.len)
    {
      MspLine line = msp_line_at (scan->span, at);

      if (is_rule (line.text) ? run.n_rows == 0 : !msp_grid_add (grid, line.text))
        break;
      run.n_rows += !is_rule (line.text);
      run.end = line.end;
      at = line.end + 1;
    }
  return run;
}

/* Spares most prose the search for columns: two spaces after a full stop seldom come on two lines in a row. */
static gboolean
may_begin_grid (const Scan *scan, const MspLine *line)
{
  MspLine next;

  if (!msp_grid_has_gap (line->text) || line->end + 1 >= scan->span.len)
    return FALSE;
  next = msp_line_at (scan->span, line->end + 1);
  return msp_grid_has_gap (next.text) || is_rule (next.text);
}

/* Marks the table that begins with line. Returns where it ends, or the end of line if there is none. */
static gsize
take (Scan *scan, const MspLine *line)
{
  MspGrid grid;
  Run run = { line->end, 0 };
  guint n;

  if (line->text.len == 0)
    return line->end;
  if (line->text.data[0] != '\t' && memchr (line->text.data, '\t', line->text.len) != NULL && (n = count (line->text, '\t')) > 0
      && (run = measure (scan, line, '\t', n)).n_rows >= MIN_ROWS)
    mark_run (scan, line->start, run.end, '\t', NULL);
  else if (memchr (line->text.data, '|', line->text.len) != NULL && (n = count (line->text, '|')) >= 2 && (run = measure (scan, line, '|', n)).n_rows >= MIN_ROWS)
    mark_run (scan, line->start, run.end, '|', NULL);
  else if (may_begin_grid (scan, line) && (run = measure_grid (scan, line, &grid)).n_rows >= MIN_ROWS)
    mark_run (scan, line->start, run.end, '\0', &grid);
  else
    run.end = line->end;
  return run.end;
}

void
msp_text_table_mark (MspText *text)
{
  Scan scan = { text, msp_span_new (text->text->str, text->text->len), 0 };

  for (gsize at = 0; at < scan.span.len;)
    {
      MspLine line = msp_line_at (scan.span, at);

      at = take (&scan, &line) + 1;
    }
}
