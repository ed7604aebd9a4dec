/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/normalise.h"

#include <string.h>

#include "base/utf8.h"

/* From copy on, source = copy - self.copy + self.source; what lies before copy ends at source_end. */
typedef struct {
  guint32 copy, source, source_end;
} Break;

enum { KEEP = -1, DROP = 0 };   /* else: the byte to write */

void
msp_normaliser_init (MspNormaliser *self)
{
  self->copy = g_string_new (NULL);
  self->breaks = g_array_new (FALSE, FALSE, sizeof (Break));
  self->identity = TRUE;
}

static int
map_punctuation (gunichar c)
{
  if (c == 0xA0 || c == 0x2007 || c == 0x202F)
    return ' ';
  if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF)
    return DROP;
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : KEEP;
}

/* Lead bytes of characters that may change; most letters of other scripts are passed by without being decoded. */
static gboolean
may_change (guint8 lead)
{
  switch (lead)
    {
    case 0xC2: case 0xD9: case 0xDB: case 0xDF: case 0xE0: case 0xE1: case 0xE2: case 0xEA: case 0xEF: case 0xF0:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What becomes of the character at data; *out_len is how many bytes it has. Bytes that are no UTF-8 are kept one by one. */
static int
map_character (const char *data, gsize len, gsize *out_len)
{
  gunichar c;

  *out_len = 1;
  /* The commonest by far. */
  if (len > 1 && data[0] == '\xC2' && data[1] == '\xA0')
    {
      *out_len = 2;
      return ' ';
    }
  if (!may_change ((guint8) *data))
    return KEEP;
  c = g_utf8_get_char_validated (data, (gssize) MIN (len, 4));
  if (c >= 0x110000)
    return KEEP;
  *out_len = (gsize) g_unichar_to_utf8 (c, NULL);
  int mapped = map_punctuation (c);

  if (mapped != KEEP || c < 0x660)
    return mapped;
  int digit = g_unichar_digit_value (c);

  return digit >= 0 ? '0' + digit : KEEP;
}

static void
add_break (MspNormaliser *self, gsize copy, gsize source, gsize source_end)
{
  Break next = { (guint32) copy, (guint32) source, (guint32) source_end };

  if (self->breaks->len > 0)
    {
      Break *last = &g_array_index (self->breaks, Break, self->breaks->len - 1);

      if (last->copy == next.copy)
        {
          last->source = next.source;
          return;
        }
    }
  g_array_append_val (self->breaks, next);
}

/* The copy is never longer than the source. */
static void
rewrite (MspNormaliser *self, MspSpan source, gsize from)
{
  gsize kept = 0, copied = 0;

  g_string_set_size (self->copy, source.len);
  for (gsize at = from, len; at < source.len; at += len)
    {
      int mapped = map_character (source.data + at, source.len - at, &len);

      if (mapped != KEEP)
        {
          memcpy (self->copy->str + copied, source.data + kept, at - kept);
          copied += at - kept;
          kept = at + len;
          if (mapped != DROP)
            self->copy->str[copied++] = (char) mapped;
          if (mapped == DROP || len > 1)
            add_break (self, copied, kept, mapped == DROP ? at : kept);
        }
      gsize next = at + len;

      if (next < source.len && (guint8) source.data[next] < 0x80)
        len += msp_utf8_ascii_length (msp_span_slice (source, next, source.len));
    }
  memcpy (self->copy->str + copied, source.data + kept, source.len - kept);
  g_string_set_size (self->copy, copied + source.len - kept);
}

MspSpan
msp_normaliser_run (MspNormaliser *self, MspSpan source, gboolean ascii)
{
  gsize same = ascii ? source.len : msp_utf8_ascii_length (source);

  self->identity = TRUE;
  if (same == source.len || source.len > G_MAXUINT32)
    return source;
  g_array_set_size (self->breaks, 0);
  rewrite (self, source, same);
  self->identity = self->breaks->len == 0;
  return self->identity ? source : msp_span_new (self->copy->str, self->copy->len);
}

/* Number of breaks at or before offset. */
static guint
count_breaks (const MspNormaliser *self, gsize offset)
{
  guint low = 0, high = self->breaks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->breaks, Break, middle).copy <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The character that a break follows was written as one byte before it, so a byte that begins there is mapped by the break of
   that byte: the start of a replaced character is the end of what was kept before. */
gsize
msp_normaliser_to_source (const MspNormaliser *self, gsize offset)
{
  if (self->identity)
    return offset;
  guint n = count_breaks (self, offset);

  if (n == 0)
    return offset;
  const Break *last = &g_array_index (self->breaks, Break, n - 1);

  return last->source + (offset - last->copy);
}

gsize
msp_normaliser_end_to_source (const MspNormaliser *self, gsize offset)
{
  if (self->identity || offset == 0)
    return offset;
  guint n = count_breaks (self, offset);

  if (n > 0 && g_array_index (self->breaks, Break, n - 1).copy == offset)
    return g_array_index (self->breaks, Break, n - 1).source_end;
  return msp_normaliser_to_source (self, offset);
}

gsize
msp_normaliser_from_source (const MspNormaliser *self, gsize offset)
{
  guint low = 0, high = self->identity ? 0 : self->breaks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->breaks, Break, middle).source <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return self->identity ? offset : MIN (offset, g_array_index (self->breaks, Break, 0).copy);
  const Break *last = &g_array_index (self->breaks, Break, low - 1);
  gsize end = low < self->breaks->len ? g_array_index (self->breaks, Break, low).copy : self->copy->len;

  return MIN (last->copy + (offset - last->source), end);
}

void
msp_normaliser_clear (MspNormaliser *self)
{
  g_string_free (self->copy, TRUE);
  g_array_unref (self->breaks);
}
