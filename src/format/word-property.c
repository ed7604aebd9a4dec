/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/word.h"

#include "format/ms-text.h"

#define PAGE_LEN 512
#define MAX_RANGES 1000000
#define PARAGRAPH_ENTRY 13      /* bytes: offset and height */
#define TABLE_DEFINITION 0xd608
#define TAB_CHANGES 0xc615

/* Bytes of the operand that begins at at. */
static gsize
get_operand_len (MspSpan list, gsize at, guint16 sprm)
{
  static const guint8 sizes[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
  guint kind = sprm >> 13;

  if (kind != 6)
    return sizes[kind];
  if (sprm == TABLE_DEFINITION)
    return (gsize) msp_ms_get_u16 (list, at) + 1;
  if (sprm == TAB_CHANGES && at < list.len && (guint8) list.data[at] == 255)
    return list.len;
  return at < list.len ? (gsize) (guint8) list.data[at] + 1 : 1;
}

/* TRUE if the list of changes sets sprm to something else than 0. */
static gboolean
is_set (MspSpan list, guint16 sprm)
{
  gboolean value = FALSE;

  for (gsize at = 0; at + 3 <= list.len;)
    {
      guint16 code = msp_ms_get_u16 (list, at);

      if (code == sprm)
        value = list.data[at + 2] != 0;
      at += 2 + get_operand_len (list, at + 2, code);
    }
  return value;
}

/* The changes of run i of a page with n runs. */
static MspSpan
get_list (MspSpan page, guint n, guint i, gboolean is_paragraph)
{
  gsize entry = 4 * ((gsize) n + 1) + i * (is_paragraph ? PARAGRAPH_ENTRY : 1);
  gsize at = entry < page.len ? 2 * (gsize) (guint8) page.data[entry] : 0, len;

  if (at == 0 || at + 2 > page.len)
    return msp_span_new (NULL, 0);
  len = (guint8) page.data[at++];
  if (!is_paragraph)
    return msp_span_slice (page, at, at + len);
  if (len == 0)
    len = 2 * (gsize) (guint8) page.data[at++];
  else
    len = 2 * len - 1;
  return msp_span_slice (page, at + 2, at + len);   /* a style comes first */
}

static void
read_page (MspWordProperty *self, MspSpan page, gboolean is_paragraph, guint16 sprm)
{
  guint n = page.len == PAGE_LEN ? (guint8) page.data[PAGE_LEN - 1] : 0;

  for (guint i = 0; i < n; i++)
    {
      const MspWordRange range = { msp_ms_get_u32 (page, 4 * (gsize) i), msp_ms_get_u32 (page, 4 * (gsize) i + 4) };

      if (range.start < range.end && self->ranges->len < MAX_RANGES && is_set (get_list (page, n, i, is_paragraph), sprm))
        g_array_append_val (self->ranges, range);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const MspWordRange *left = a, *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

void
msp_word_property_init (MspWordProperty *self, MspSpan stream, MspSpan plc, gboolean is_paragraph, guint16 sprm)
{
  gsize n = plc.len >= 12 ? (plc.len - 4) / 8 : 0;

  *self = (MspWordProperty) { .ranges = g_array_new (FALSE, FALSE, sizeof (MspWordRange)) };
  /* No more pages than there are: a list that names one again and again is hostile. */
  for (gsize i = 0; i < MIN (n, stream.len / PAGE_LEN + 1); i++)
    {
      gsize at = (gsize) (msp_ms_get_u32 (plc, 4 * (n + 1) + 4 * i) & 0x3fffff) * PAGE_LEN;

      read_page (self, msp_span_slice (stream, at, at + PAGE_LEN), is_paragraph, sprm);
    }
  g_array_sort (self->ranges, compare);
}

/* The number of ranges that begin at or before offset. */
static guint
count_before (const MspWordProperty *self, guint32 offset)
{
  guint low = 0, high = self->ranges->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->ranges, MspWordRange, middle).start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
msp_word_property_get (MspWordProperty *self, guint32 offset)
{
  const MspWordRange *range;
  guint n;

  if (offset >= self->from && offset < self->to)
    return self->value;
  n = count_before (self, offset);
  range = n > 0 ? &g_array_index (self->ranges, MspWordRange, n - 1) : NULL;
  self->value = range != NULL && offset < range->end;
  self->from = offset;
  self->to = n < self->ranges->len ? g_array_index (self->ranges, MspWordRange, n).start : G_MAXUINT32;
  if (self->value)
    self->to = MIN (self->to, range->end);
  return self->value;
}

void
msp_word_property_clear (MspWordProperty *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
}
