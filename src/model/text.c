/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/text.h"

#define NO_PARENT G_MAXUINT32

typedef struct {
  guint32 mark;      /* index into marks */
  guint32 parent;    /* index into links: the nearest earlier mark of this kind that covers the start of this one */
} Link;

MspText *
msp_text_new (void)
{
  MspText *self = g_new0 (MspText, 1);

  self->text = g_string_new (NULL);
  self->marks = g_array_new (FALSE, FALSE, sizeof (MspMark));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->first_link = g_new0 (guint32, MSP_N_MARKS + 1);
  return self;
}

void
msp_text_reset (MspText *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->marks, 0);
  g_array_set_size (self->links, 0);
  self->truncated = FALSE;
  self->ascii = FALSE;
}

void
msp_text_add_mark (MspText *self, MspMarkKind kind, gsize start, gsize end, guint a, guint b)
{
  MspMark mark = { (guint32) start, (guint32) end, kind, a, b };

  if (self->marks->len < MSP_TEXT_MAX_MARKS)
    g_array_append_val (self->marks, mark);
  else
    self->truncated = TRUE;
}

void
msp_text_mark (MspText *self, MspMarkKind kind, gsize start, guint a, guint b)
{
  msp_text_add_mark (self, kind, start, self->text->len, a, b);
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

static const MspMark *
get_mark (const MspText *self, guint32 link)
{
  return &g_array_index (self->marks, MspMark, g_array_index (self->links, Link, link).mark);
}

/* The links of one kind, in the order of the marks; the open marks form a chain of parents. */
static void
link_kind (const MspText *self, guint32 kind)
{
  guint32 open = NO_PARENT;

  for (guint32 i = self->first_link[kind]; i < self->first_link[kind + 1]; i++)
    {
      guint32 start = get_mark (self, i)->start;

      while (open != NO_PARENT && get_mark (self, open)->end <= start)
        open = g_array_index (self->links, Link, open).parent;
      g_array_index (self->links, Link, i).parent = open;
      open = i;
    }
}

static void
link_marks (const MspText *self)
{
  guint next[MSP_N_MARKS] = { 0 };

  g_array_set_size (self->links, self->marks->len);
  memset (self->first_link, 0, (MSP_N_MARKS + 1) * sizeof *self->first_link);
  for (guint i = 0; i < self->marks->len; i++)
    self->first_link[g_array_index (self->marks, MspMark, i).kind + 1]++;
  for (guint kind = 0; kind < MSP_N_MARKS; kind++)
    {
      next[kind] = self->first_link[kind];
      self->first_link[kind + 1] += self->first_link[kind];
    }
  for (guint i = 0; i < self->marks->len; i++)
    g_array_index (self->links, Link, next[g_array_index (self->marks, MspMark, i).kind]++).mark = i;
  for (guint32 kind = 0; kind < MSP_N_MARKS; kind++)
    link_kind (self, kind);
}

/* Each extractor adds its marks in order, but one comes after another: sorted runs need only be merged. The runs before middle and from
   it on become one. */
static void
merge_marks (MspMark *marks, guint middle, guint n)
{
  g_autofree MspMark *left = g_memdup2 (marks, middle * sizeof *marks);
  guint i = 0, j = middle, out = 0;

  while (i < middle)
    marks[out++] = j < n && compare_marks (&marks[j], &left[i]) < 0 ? marks[j++] : left[i++];
}

/* Marks that are added when they end come late by a few places. FALSE if it is too many: marks are then half sorted. */
static gboolean
insert_marks (MspMark *marks, guint first, guint n)
{
  guint moves = 8 * n;

  for (guint i = MAX (first, 1); i < n; i++)
    {
      MspMark mark = marks[i];
      guint at = i;

      while (at > 0 && compare_marks (&marks[at - 1], &mark) > 0)
        at--;
      if (i - at > moves)
        return FALSE;
      moves -= i - at;
      memmove (&marks[at + 1], &marks[at], (i - at) * sizeof mark);
      marks[at] = mark;
    }
  return TRUE;
}

static void
sort_marks (MspText *self, guint n_sorted)
{
  MspMark *marks = &g_array_index (self->marks, MspMark, 0);
  guint n = self->marks->len, i = n_sorted + 1;

  while (i < n && compare_marks (&marks[i - 1], &marks[i]) <= 0)
    i++;
  if (i >= n)
    merge_marks (marks, n_sorted, n);
  else if (!insert_marks (marks, n_sorted, n))
    g_array_sort (self->marks, compare_marks);
}

void
msp_text_finish (MspText *self)
{
  guint32 len = (guint32) self->text->len;
  guint n = 0, n_sorted = 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      MspMark mark = g_array_index (self->marks, MspMark, i);

      mark.end = MIN (mark.end, len);
      if (mark.start >= mark.end)
        continue;
      if (n_sorted == n && (n == 0 || compare_marks (&g_array_index (self->marks, MspMark, n - 1), &mark) <= 0))
        n_sorted++;
      g_array_index (self->marks, MspMark, n++) = mark;
    }
  g_array_set_size (self->marks, n);
  g_array_set_size (self->links, 0);
  if (n_sorted < n)
    sort_marks (self, n_sorted);
}

const MspMark *
msp_text_find_mark (const MspText *self, MspMarkKind kind, gsize offset)
{
  if (self->marks->len == 0)
    return NULL;
  if (self->links->len == 0)
    link_marks (self);
  guint32 first = self->first_link[kind], low = first, high = self->first_link[kind + 1];

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (get_mark (self, middle)->start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint32 i = low > first ? low - 1 : NO_PARENT; i != NO_PARENT; i = g_array_index (self->links, Link, i).parent)
    if (get_mark (self, i)->end > offset)
      return get_mark (self, i);
  return NULL;
}

void
msp_text_free (MspText *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->marks);
  g_array_unref (self->links);
  g_free (self->first_link);
  g_free (self);
}
