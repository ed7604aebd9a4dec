/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/pdf-page.h"

#include "extract/cells.h"
#include "extract/clean.h"
#include "extract/pdf-rows.h"

/* Lines further apart than so many times their height are of two paragraphs. */
#define PARAGRAPH_GAP 0.8f

/* So many numbers side by side, of so many digits at most, are boxes of a form. */
#define LEAST_BOXES 3
#define MOST_DIGITS 4

typedef struct {
  GString          *out;
  MspText          *text;
  const MspPdfPage *page;
  MspPdfRows        rows;
  guint8           *state;     /* of each word: FLOWS, or that of its table or boxes */
  guint            *table;     /* of each word in a table, its number; in boxes, that of their row */
  gsize             start;
  guint            *n_tables;
} Scan;

enum { FLOWS, TABULAR, BOXED, WRITTEN };

static void
end_line (Scan *self)
{
  if (self->out->len > self->start && self->out->str[self->out->len - 1] != '\n')
    g_string_append_c (self->out, '\n');
}

/* Words are clean of white space and controls but for what no font should show. */
static void
append_word (Scan *self, const MspPdfWord *word)
{
  gsize at = self->out->len;

  g_string_append_len (self->out, self->page->text + word->start, word->end - word->start);
  msp_clean_lines (self->out, at);
}

static void
mark_words (Scan *self)
{
  for (guint t = 0; t < self->rows.tables->len; t++)
    {
      const MspPdfTable *table = &g_array_index (self->rows.tables, MspPdfTable, t);
      const MspPdfRow *first = &g_array_index (self->rows.rows, MspPdfRow, table->first_row), *last = first + table->n_rows - 1;

      for (guint i = first->first; i < last->first + last->n; i++)
        {
          guint32 word = g_array_index (self->rows.order, guint32, i);

          self->state[word] = TABULAR;
          self->table[word] = t;
        }
    }
}

static gboolean
is_number (const Scan *self, guint word)
{
  const MspPdfWord *place = &self->page->words[word];

  for (guint i = place->start; i < place->end; i++)
    if (!g_ascii_isdigit (self->page->text[i]))
      return FALSE;
  return place->end > place->start && place->end - place->start <= MOST_DIGITS;
}

/* Whether the words of a row between from and to are read one after the other anyway. */
static gboolean
is_together (const Scan *self, guint from, guint to)
{
  guint32 first = g_array_index (self->rows.order, guint32, from);

  for (guint i = from; i < to; i++)
    if (g_array_index (self->rows.order, guint32, i) != first + (i - from))
      return FALSE;
  return TRUE;
}

static void
mark_run (Scan *self, guint row, guint from, guint to)
{
  if (to - from < LEAST_BOXES || is_together (self, from, to))
    return;
  for (guint i = from; i < to; i++)
    {
      guint32 word = g_array_index (self->rows.order, guint32, i);

      self->state[word] = BOXED;
      self->table[word] = row;
    }
}

/* Numbers in boxes side by side are often read as columns of their own: they stay together in the order of the row. */
static void
mark_boxes (Scan *self)
{
  for (guint r = 0; r < self->rows.rows->len; r++)
    {
      const MspPdfRow *row = &g_array_index (self->rows.rows, MspPdfRow, r);

      for (guint from = row->first, to; from < row->first + row->n; from = MAX (to, from + 1))
        {
          for (to = from; to < row->first + row->n; to++)
            {
              guint32 word = g_array_index (self->rows.order, guint32, to);

              if (self->state[word] != FLOWS || !is_number (self, word))
                break;
            }
          mark_run (self, r, from, to);
        }
    }
}

static void
append_row (Scan *self, const MspPdfTable *table, const MspPdfRow *row, MspCells *cells)
{
  gsize start = self->out->len;
  guint column = 0;

  for (guint i = 0; i < row->n; i++)
    {
      const MspPdfWord *word = msp_pdf_rows_get_word (&self->rows, row, i);
      guint own = msp_pdf_table_get_column (table, word);

      if (own == column && self->out->len > start)
        g_string_append_c (self->out, ' ');
      for (; column < own; column++)
        {
          msp_cells_add (cells, start, self->out->len);
          g_string_append_c (self->out, '\t');
          start = self->out->len;
        }
      append_word (self, word);
    }
  msp_cells_add (cells, start, self->out->len);
  msp_cells_end_row (cells);
  g_string_append_c (self->out, '\n');
}

static void
append_table (Scan *self, guint number)
{
  const MspPdfTable *table = &g_array_index (self->rows.tables, MspPdfTable, number);
  const MspPdfRow *first = &g_array_index (self->rows.rows, MspPdfRow, table->first_row), *last = first + table->n_rows - 1;
  MspCells cells;

  end_line (self);
  msp_cells_begin (&cells, self->text, *self->n_tables, self->out->len);
  for (const MspPdfRow *row = first; row <= last; row++)
    append_row (self, table, row, &cells);
  *self->n_tables += msp_cells_end (&cells, self->out->len) != FALSE;
  for (guint i = first->first; i < last->first + last->n; i++)
    self->state[g_array_index (self->rows.order, guint32, i)] = WRITTEN;
}

/* The boxes of a row, all of them where the first is read; a gap as wide as a line is high is a column. */
static void
append_boxes (Scan *self, guint number)
{
  const MspPdfRow *row = &g_array_index (self->rows.rows, MspPdfRow, number);
  const MspPdfWord *before = NULL;

  end_line (self);
  for (guint i = 0; i < row->n; i++)
    {
      const MspPdfWord *word = msp_pdf_rows_get_word (&self->rows, row, i);
      guint32 place = g_array_index (self->rows.order, guint32, row->first + i);

      if (self->state[place] != BOXED)
        continue;
      if (before != NULL)
        g_string_append_c (self->out, word->x1 - before->x2 > row->y2 - row->y1 ? '\t' : ' ');
      append_word (self, word);
      self->state[place] = WRITTEN;
      before = word;
    }
}

/* What stands between two words that follow one another. */
static void
append_gap (Scan *self, const MspPdfWord *before, const MspPdfWord *word)
{
  const char *gap = self->page->text + before->end;

  if (memchr (gap, '\n', word->start - before->end) == NULL)
    {
      g_string_append_c (self->out, ' ');
      return;
    }
  g_string_append_c (self->out, '\n');
  if (word->y1 - before->y2 > PARAGRAPH_GAP * (word->y2 - word->y1) || word->y2 < before->y1)
    g_string_append_c (self->out, '\n');
}

/* In the order that poppler reads in, but each table whole where its first word stands. */
static void
append_words (Scan *self)
{
  const MspPdfWord *before = NULL;

  for (gsize i = 0; i < self->page->n_words; i++)
    {
      const MspPdfWord *word = &self->page->words[i];

      if (self->state[i] == FLOWS)
        {
          if (before != NULL)
            append_gap (self, before, word);
          append_word (self, word);
          before = word;
          continue;
        }
      if (self->state[i] == TABULAR)
        append_table (self, self->table[i]);
      else if (self->state[i] == BOXED)
        append_boxes (self, self->table[i]);
      end_line (self);
      before = NULL;
    }
}

gboolean
msp_pdf_page_append (MspText *text, const MspPdfPage *page, guint *n_tables)
{
  g_autofree guint8 *state = g_new0 (guint8, page->n_words + 1);
  g_autofree guint *table = g_new0 (guint, page->n_words + 1);
  Scan self = {
    .out = text->text, .text = text, .page = page, .state = state, .table = table, .start = text->text->len, .n_tables = n_tables,
  };

  if (page->n_words > 0)
    {
      msp_pdf_rows_init (&self.rows, page);
      msp_pdf_rows_find_tables (&self.rows);
      mark_words (&self);
      mark_boxes (&self);
      append_words (&self);
      msp_pdf_rows_clear (&self.rows);
    }
  else
    {
      g_string_append (text->text, page->text);
      msp_clean_lines (text->text, self.start);
    }
  end_line (&self);
  return text->text->len > self.start;
}
