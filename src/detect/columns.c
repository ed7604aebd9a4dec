/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/columns.h"

#include <string.h>

#define MOST_HEADER 120     /* bytes of a header, and of a cell, that are looked at */
#define MOST_CELL 400
#define MOST_TOKEN 40
#define MOST_COLUMNS 64     /* headers that are labels, in one text, of */
#define MOST_HEADERS 2000
#define ANY_LETTERS G_MAXUINT32

/* A header, and what it is the label of: a rule whose head begins at head of the label, or ANY_LETTERS. */
typedef struct {
  guint32 mark_start;               /* in the source: names the column */
  guint32 label, label_len, head;   /* the header's words in labels */
  guint32 rule;
} Column;

typedef struct {
  GArray  *columns;                 /* Column */
  GString *labels;
  MspHits  hits;
} Columns;

gboolean
msp_columns_is_seam (MspSpan name, gsize i)
{
  const char *c = name.data + i;

  if (i == 0)
    return FALSE;
  if (g_ascii_isdigit (c[0]))
    return g_ascii_isalpha (c[-1]);
  return g_ascii_isupper (c[0])
         && (g_ascii_islower (c[-1]) || (g_ascii_isupper (c[-1]) && i + 1 < name.len && g_ascii_islower (c[1])));
}

void
msp_columns_unfold (GString *work, MspSpan name)
{
  char *to;

  g_string_set_size (work, 2 * name.len);
  to = work->str;
  for (gsize i = 0; i < name.len; i++)
    {
      char c = name.data[i];

      if (g_ascii_isalnum (c) && !g_ascii_islower (c) && msp_columns_is_seam (name, i))
        *to++ = ' ';
      *to++ = c == '_' || c == '.' ? ' ' : c;
    }
  g_string_set_size (work, (gsize) (to - work->str));
}

static void
add (Columns *self, guint32 mark_start, guint32 rule, guint32 head)
{
  Column column = { mark_start, (guint32) self->labels->len, 0, head, rule };

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *known = &g_array_index (self->columns, Column, i);

      if (known->mark_start == mark_start && known->rule == rule)
        return;
    }
  if (self->columns->len < MOST_COLUMNS)
    g_array_append_val (self->columns, column);
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

/* What the header in [start, end) of the source is the label of. */
static void
read_header (MspScan *scan, Columns *self, guint32 start, guint32 end)
{
  guint first = self->columns->len;

  g_array_set_size (self->hits.heads, 0);
  g_array_set_size (self->hits.words, 0);
  msp_columns_unfold (scan->work, msp_span_new (scan->source->text->str + start, end - start));
  const MspSpan words = msp_span_new (scan->work->str, scan->work->len);

  msp_matcher_scan_words (scan->patterns->matcher, words, &self->hits);
  msp_matcher_scan_heads (scan->patterns->matcher, scan->scratch, words, NULL, NULL, &self->hits);
  for (guint i = 0; i < self->hits.heads->len; i++)
    {
      const MspHeadHit *hit = &g_array_index (self->hits.heads, MspHeadHit, i);

      if (!has_twin (scan->patterns->rules, hit->rule))
        add (self, start, hit->rule, hit->start);
    }
  for (guint i = 0; i < self->hits.words->len; i++)
    if (lets_letters_in (scan, &g_array_index (self->hits.words, MspWordHit, i)))
      add (self, start, ANY_LETTERS, 0);
  for (guint i = first; i < self->columns->len; i++)
    g_array_index (self->columns, Column, i).label_len = (guint32) scan->work->len;
  if (self->columns->len > first)
    g_string_append_len (self->labels, scan->work->str, (gssize) scan->work->len);
}

static void
read_headers (MspScan *scan, Columns *self)
{
  guint n = MIN (msp_structure_get_n_headers (&scan->structure), MOST_HEADERS);

  for (guint i = 0; i < n && self->columns->len < MOST_COLUMNS; i++)
    {
      guint32 start, end;

      msp_structure_get_header (&scan->structure, i, &start, &end);
      if (end > start && end - start <= MOST_HEADER)
        read_header (scan, self, start, end);
    }
}

/* The value that the rule takes from "header: cell", if it lies in the cell. */
static gboolean
read_cell (MspScan *scan, const GString *labels, const Column *column, gsize start, gsize end, MspMatch *out_match)
{
  gsize lead;
  MspMatch match;

  g_string_truncate (scan->work, 0);
  g_string_append_len (scan->work, labels->str + column->label, column->label_len);
  g_string_append (scan->work, ": ");
  lead = scan->work->len;
  g_string_append_len (scan->work, scan->text.data + start, (gssize) (end - start));
  if (!msp_confirm_at (scan->patterns->confirm, column->rule, msp_span_new (scan->work->str, scan->work->len),
                       column->head, &match)
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

static void
read_row_cell (MspScan *scan, const Columns *self, const MspMark *mark, guint32 header, const MspShapeSet *letters,
               MspColumnMatch match, MspShapeFound token, gpointer data)
{
  gsize start = msp_normaliser_from_source (&scan->normaliser, mark->start);
  gsize end = msp_normaliser_from_source (&scan->normaliser, mark->end);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      MspMatch found;

      if (column->mark_start != header)
        continue;
      if (column->rule == ANY_LETTERS && is_letters (scan->text, start, end))
        msp_shapes_try_token (scan->patterns->shapes, scan->text, start, end, letters, token, data);
      else if (column->rule != ANY_LETTERS && read_cell (scan, self->labels, column, start, end, &found))
        match (data, msp_rules_get (scan->patterns->rules, column->rule), &found);
    }
}

void
msp_columns_scan (MspScan *scan, const MspShapeSet *letters, MspColumnMatch match, MspShapeFound token, gpointer data)
{
  const GArray *cells = scan->structure.marks[MSP_MARK_CELL];
  g_autoptr (GArray) columns = NULL, words = NULL, heads = NULL;
  g_autoptr (GString) labels = NULL;

  if (msp_structure_get_n_headers (&scan->structure) == 0)
    return;
  columns = g_array_new (FALSE, FALSE, sizeof (Column));
  words = g_array_new (FALSE, FALSE, sizeof (MspWordHit));
  heads = g_array_new (FALSE, FALSE, sizeof (MspHeadHit));
  labels = g_string_new (NULL);

  Columns self = { columns, labels, { .words = words, .heads = heads } };

  read_headers (scan, &self);
  for (guint i = 0; i < cells->len && columns->len > 0; i++)
    {
      const MspMark *mark = &g_array_index (cells, MspMark, i);
      MspCell cell;

      if (mark->end > mark->start && mark->end - mark->start <= MOST_CELL
          && msp_structure_get_cell (&scan->structure, mark->start, &cell) && cell.header_end > cell.header_start)
        read_row_cell (scan, &self, mark, cell.header_start, letters, match, token, data);
    }
}
