/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/pdf-rows.h"

/* A page of more words is no table that anybody reads. */
#define MAX_WORDS 100000

static const MspPdfWord *
get_word (const MspPdfRows *self, guint at)
{
  return &self->page->words[g_array_index (self->order, guint32, at)];
}

/* Words up the side of a page, and places that no reader can see. */
static gboolean
is_upright (const MspPdfWord *word)
{
  float width = word->x2 - word->x1, height = word->y2 - word->y1;

  return height > 0.5f && height < 200 && width > 0 && width < 5000 && word->x1 > -5000 && word->x1 < 20000
         && word->y1 > -5000 && word->y1 < 20000 && (height < 2 * width || word->end - word->start < 3);
}

static int
compare_heights (gconstpointer a, gconstpointer b, gpointer data)
{
  const MspPdfWord *words = data, *left = &words[*(const guint32 *) a], *right = &words[*(const guint32 *) b];

  if (left->y2 != right->y2)
    return left->y2 < right->y2 ? -1 : 1;
  return (left->start > right->start) - (left->start < right->start);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const MspPdfWord *words = data, *left = &words[*(const guint32 *) a], *right = &words[*(const guint32 *) b];

  if (left->x1 != right->x1)
    return left->x1 < right->x1 ? -1 : 1;
  return (left->start > right->start) - (left->start < right->start);
}

/* A word belongs to the row whose lower half it reaches into. */
static void
collect_rows (MspPdfRows *self)
{
  MspPdfRow row = { 0 };

  for (guint i = 0; i < self->order->len; i++)
    {
      const MspPdfWord *word = get_word (self, i);

      if (row.n == 0 || word->y1 > (row.y1 + row.y2) / 2 || (word->y1 + word->y2) / 2 > row.y2)
        {
          if (row.n > 0)
            g_array_append_val (self->rows, row);
          row = (MspPdfRow) { i, 0, word->y1, word->y2 };
        }
      row.n++;
      row.y1 = MIN (row.y1, word->y1);
      row.y2 = MAX (row.y2, word->y2);
    }
  if (row.n > 0)
    g_array_append_val (self->rows, row);
}

void
msp_pdf_rows_init (MspPdfRows *self, const MspPdfPage *page)
{
  *self = (MspPdfRows) { .page = page };
  self->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (MspPdfRow));
  self->tables = g_array_new (FALSE, FALSE, sizeof (MspPdfTable));
  for (guint32 i = 0; i < page->n_words && page->n_words <= MAX_WORDS; i++)
    if (is_upright (&page->words[i]))
      g_array_append_val (self->order, i);
  g_array_sort_with_data (self->order, compare_heights, (gpointer) page->words);
  collect_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const MspPdfRow *row = &g_array_index (self->rows, MspPdfRow, i);

      g_qsort_with_data (&g_array_index (self->order, guint32, row->first), (int) row->n, sizeof (guint32), compare_places,
                         (gpointer) page->words);
    }
}

const MspPdfWord *
msp_pdf_rows_get_word (const MspPdfRows *self, const MspPdfRow *row, guint i)
{
  return get_word (self, row->first + i);
}

void
msp_pdf_rows_clear (MspPdfRows *self)
{
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->tables, g_array_unref);
}
