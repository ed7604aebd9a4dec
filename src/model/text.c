/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/text.h"

MspText *
msp_text_new (void)
{
  MspText *self = g_new0 (MspText, 1);

  self->text = g_string_new (NULL);
  self->marks = g_array_new (FALSE, FALSE, sizeof (MspMark));
  return self;
}

void
msp_text_reset (MspText *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->marks, 0);
  self->truncated = FALSE;
}

void
msp_text_mark (MspText *self, MspMarkKind kind, gsize start, guint a, guint b)
{
  MspMark mark = { (guint32) start, (guint32) self->text->len, kind, a, b };

  g_array_append_val (self->marks, mark);
}

static gint
compare_marks (gconstpointer left, gconstpointer right)
{
  const MspMark *a = left, *b = right;

  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end > b->end ? -1 : 1;
  return (a->kind > b->kind) - (a->kind < b->kind);
}

void
msp_text_finish (MspText *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      MspMark *mark = &g_array_index (self->marks, MspMark, i);

      mark->end = MIN (mark->end, (guint32) self->text->len);
      mark->start = MIN (mark->start, mark->end);
    }
  g_array_sort (self->marks, compare_marks);
}

/* Marks of one kind do not overlap but may nest, so the last one begun before offset that covers it is the innermost. */
const MspMark *
msp_text_find_mark (const MspText *self, MspMarkKind kind, gsize offset)
{
  guint low = 0, high = self->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks, MspMark, middle).start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  while (low-- > 0)
    {
      const MspMark *mark = &g_array_index (self->marks, MspMark, low);

      if (mark->kind == (guint32) kind && mark->end > offset)
        return mark;
    }
  return NULL;
}

void
msp_text_free (MspText *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->marks);
  g_free (self);
}
