/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/columns.h"

#include <string.h>

#define MOST_HEADER 120     /* bytes of a header, and of a cell, that are looked at */
#define MOST_CELL 400
#define MOST_TOKEN 40
#define MOST_COLUMNS 64     /* headers that are labels, in one text */
#define ANY_LETTERS G_MAXUINT32

/* A header cell in the copy, and what it is the label of: a rule whose head begins at head, or ANY_LETTERS. */
typedef struct {
  guint32 mark_start;       /* in the source: names the column */
  guint32 start, end, head;
  guint32 rule;
} Column;

static gboolean
get_header (const MspScan *scan, gsize at, Column *out_column)
{
  MspCell cell;

  if (!msp_structure_get_cell (&scan->structure, msp_normaliser_to_source (&scan->normaliser, at), &cell)
      || !msp_structure_is_header (&scan->structure, &cell))
    return FALSE;
  out_column->mark_start = cell.cell->start;
  out_column->start = (guint32) msp_normaliser_from_source (&scan->normaliser, cell.cell->start);
  out_column->end = (guint32) msp_normaliser_from_source (&scan->normaliser, cell.cell->end);
  return at >= out_column->start && out_column->end > at && out_column->end - out_column->start <= MOST_HEADER;
}

static void
add (GArray *columns, const Column *column)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *known = &g_array_index (columns, Column, i);

      if (known->mark_start == column->mark_start && known->rule == column->rule)
        return;
    }
  if (columns->len < MOST_COLUMNS)
    g_array_append_val (columns, *column);
}

/* Whether a rule for values without their label finds the same ones ("dob" and "dob_date"). */
static gboolean
has_twin (const MspRules *rules, guint index)
{
  const MspRule *rule = msp_rules_get (rules, index);
  gboolean found = FALSE;

  for (gsize i = 0; i < msp_rules_get_length (rules) && !found; i++)
    {
      const MspRule *other = msp_rules_get (rules, (guint) i);

      found = other->lane == MSP_LANE_SHAPE && other->context_from == MSP_CONTEXT_FROM_LABEL && other->index != index
              && strcmp (other->type, rule->type) == 0;
    }
  return found;
}

static gboolean
lets_letters_in (const MspScan *scan, const MspWordHit *hit)
{
  guint n;
  const guint16 *lexicons = msp_matcher_get_lexicons (scan->patterns->matcher, hit->term, &n);
  gboolean found = FALSE;

  for (guint i = 0; i < n && !found; i++)
    found = msp_lexicon_set_has (&scan->patterns->label_first, lexicons[i]);
  return found;
}

static void
collect (const MspScan *scan, GArray *columns)
{
  for (guint i = 0; i < scan->hits.heads->len && columns->len < MOST_COLUMNS; i++)
    {
      const MspHeadHit *hit = &g_array_index (scan->hits.heads, MspHeadHit, i);
      Column column = { .head = hit->start, .rule = hit->rule };

      if (get_header (scan, hit->start, &column) && !has_twin (scan->patterns->rules, hit->rule))
        add (columns, &column);
    }
  for (guint i = 0; i < scan->hits.words->len && columns->len < MOST_COLUMNS; i++)
    {
      const MspWordHit *hit = &g_array_index (scan->hits.words, MspWordHit, i);
      Column column = { .rule = ANY_LETTERS };

      if (lets_letters_in (scan, hit) && get_header (scan, hit->start, &column))
        add (columns, &column);
    }
}

/* The value that the rule takes from "header: cell", if it lies in the cell. */
static gboolean
read_cell (MspScan *scan, const Column *column, gsize start, gsize end, MspMatch *out_match)
{
  gsize lead;
  MspMatch match;

  g_string_truncate (scan->work, 0);
  g_string_append_len (scan->work, scan->text.data + column->start, column->end - column->start);
  g_string_append (scan->work, ": ");
  lead = scan->work->len;
  g_string_append_len (scan->work, scan->text.data + start, (gssize) (end - start));
  if (!msp_confirm_at (scan->patterns->confirm, column->rule, msp_span_new (scan->work->str, scan->work->len),
                       column->head - column->start, &match)
      || match.value_start < lead || match.value_end > scan->work->len)
    return FALSE;
  out_match->value_start = out_match->start = (guint32) (start + match.value_start - lead);
  out_match->value_end = out_match->end = (guint32) (start + match.value_end - lead);
  return TRUE;
}

static gboolean
is_letters (MspSpan text, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (!g_ascii_isupper (text.data[i]))
      return FALSE;
  return end > start && end - start <= MOST_TOKEN;
}

void
msp_columns_scan (MspScan *scan, const MspShapeSet *letters, MspColumnMatch match, MspShapeFound token, gpointer data)
{
  const GArray *cells = scan->structure.marks[MSP_MARK_CELL];
  g_autoptr (GArray) columns = NULL;

  if (msp_structure_get_n_headers (&scan->structure) == 0)
    return;
  columns = g_array_new (FALSE, FALSE, sizeof (Column));
  collect (scan, columns);
  for (guint i = 0; i < cells->len && columns->len > 0; i++)
    {
      const MspMark *mark = &g_array_index (cells, MspMark, i);
      MspCell cell;

      if (mark->end <= mark->start || mark->end - mark->start > MOST_CELL
          || !msp_structure_get_cell (&scan->structure, mark->start, &cell) || cell.header_end == 0)
        continue;
      gsize start = msp_normaliser_from_source (&scan->normaliser, mark->start);
      gsize end = msp_normaliser_from_source (&scan->normaliser, mark->end);

      for (guint j = 0; j < columns->len; j++)
        {
          const Column *column = &g_array_index (columns, Column, j);
          MspMatch found;

          if (column->mark_start != cell.header_start)
            continue;
          if (column->rule == ANY_LETTERS && is_letters (scan->text, start, end))
            msp_shapes_try_token (scan->patterns->shapes, scan->text, start, end, letters, token, data);
          else if (column->rule != ANY_LETTERS && read_cell (scan, column, start, end, &found))
            match (data, msp_rules_get (scan->patterns->rules, column->rule), &found);
        }
    }
}
