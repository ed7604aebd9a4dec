/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/text-table.h"

#include "extract/cells.h"
#include "extract/grid.h"
#include "extract/line.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* A line and what may make it a row: its separators, and whether two spaces are next to one another. */
typedef struct {
  MspLine  line;
  guint    n_tabs, n_bars;
  gboolean two_spaces;
} Row;

static inline void
take_byte (Row *row, const char *data, gsize at, gsize len)
{
  row->n_tabs += data[at] == '\t';
  row->n_bars += data[at] == '|';
  row->two_spaces |= data[at] == ' ' && at + 1 < len && data[at + 1] == ' ';
}

#ifdef __SSE2__
static inline guint
count_bits (guint32 mask)
{
  guint n = 0;

  for (; mask != 0; mask &= mask - 1)
    n++;
  return n;
}

static inline guint32
find_byte (__m128i block, char c)
{
  return (guint32) _mm_movemask_epi8 (_mm_cmpeq_epi8 (block, _mm_set1_epi8 (c)));
}

/* Takes blocks of 16 bytes from at on, up to the end of the line or near that of the text; returns where it stopped. */
static inline gsize
take_blocks (Row *row, const char *data, gsize at, gsize len)
{
  for (; at + 17 <= len; at += 16)
    {
      __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) (data + at));
      guint32 end = find_byte (block, '\n'), spaces = find_byte (block, ' '), before = end != 0 ? (end & -end) - 1 : 0xFFFF;

      row->n_tabs += count_bits (find_byte (block, '\t') & before);
      row->n_bars += count_bits (find_byte (block, '|') & before);
      row->two_spaces |= (spaces & (spaces >> 1 | (data[at + 16] == ' ' ? 0x8000u : 0)) & before) != 0;
      if (end != 0)
        return at + (gsize) __builtin_ctz (end);
    }
  return at;
}
#endif

/* The line that begins at offset start. */
static Row
read_row (MspSpan text, gsize start)
{
  Row row = { .n_tabs = 0 };
  gsize at = start;

#ifdef __SSE2__
  at = take_blocks (&row, text.data, at, text.len);
#endif
  for (; at < text.len && text.data[at] != '\n'; at++)
    take_byte (&row, text.data, at, text.len);
  row.line = (MspLine) { start, at, msp_span_slice (text, start, at) };
  return row;
}

/* A line of "---- ----" or "+----+" between rows. */
static gboolean
is_rule (MspSpan line)
{
  guint dashes = 0;

  for (gsize i = 0; i < line.len; i++)
    {
      char c = line.data[i];

      if (c == '-' || c == '=' || c == '_')
        dashes++;
      else if (c != ' ' && c != '|' && c != '+' && c != ':' && c != '>' && c != '\t')
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
      Row row = read_row (scan->span, at);

      if ((separator == '|' ? row.n_bars : row.n_tabs) == n && row.line.text.data[0] != '\t' && !is_rule (row.line.text))
        {
          run.n_rows++;
          run.end = row.line.end;
        }
      else if (run.n_rows == 0 || separator != '|' || !is_rule (row.line.text))
        break;
      at = row.line.end + 1;
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

/* Marks the table that begins with row. Returns where it ends, or the end of the line if there is none. */
static gsize
take (Scan *scan, const Row *row)
{
  const MspLine *line = &row->line;
  MspGrid grid;
  Run run = { line->end, 0 };

  if (row->n_tabs > 0 && line->text.data[0] != '\t' && (run = measure (scan, line, '\t', row->n_tabs)).n_rows >= MIN_ROWS)
    mark_run (scan, line->start, run.end, '\t', NULL);
  else if (row->n_bars >= 2 && (run = measure (scan, line, '|', row->n_bars)).n_rows >= MIN_ROWS)
    mark_run (scan, line->start, run.end, '|', NULL);
  else if (row->two_spaces && may_begin_grid (scan, line) && (run = measure_grid (scan, line, &grid)).n_rows >= MIN_ROWS)
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
      Row row = read_row (scan.span, at);

      at = take (&scan, &row) + 1;
    }
}
