/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/utf16.h"

#define RAW_SIZE (64 * 1024)

typedef struct {
  MspStream *source;
  gboolean   is_owned, is_started, is_big, is_at_end;
  guint8     raw[RAW_SIZE];
  gsize      n_raw, at_raw;
  char       ready[8];         /* of a character that did not fit */
  gsize      n_ready, at_ready;
} Utf16;

gboolean
msp_utf16_looks (MspSpan head)
{
  return msp_span_has_prefix (head, "\xff\xfe") || msp_span_has_prefix (head, "\xfe\xff");
}

/* Makes at least four bytes ready, as long as there are that many. FALSE with error. */
static gboolean
fill (Utf16 *self, GError **error)
{
  gsize left = self->n_raw - self->at_raw;
  gssize n;

  if (left >= 4 || self->is_at_end)
    return TRUE;
  memmove (self->raw, self->raw + self->at_raw, left);
  n = msp_stream_read (self->source, self->raw + left, RAW_SIZE - left, error);
  if (n < 0)
    return FALSE;
  self->at_raw = 0;
  self->n_raw = left + (gsize) n;
  self->is_at_end = n == 0;
  return TRUE;
}

static guint32
get_unit (const Utf16 *self, gsize offset)
{
  const guint8 *at = self->raw + self->at_raw + offset;

  return self->is_big ? (guint32) at[0] << 8 | at[1] : (guint32) at[1] << 8 | at[0];
}

/* The next character; there are bytes left. */
static gunichar
take_character (Utf16 *self)
{
  gsize left = self->n_raw - self->at_raw;
  guint32 c, low;

  if (left < 2)
    {
      self->at_raw += left;
      return 0xfffd;
    }
  c = get_unit (self, 0);
  low = left >= 4 ? get_unit (self, 2) : 0;
  self->at_raw += 2;
  if (c < 0xd800 || c > 0xdfff)
    return c;
  if (c > 0xdbff || low < 0xdc00 || low > 0xdfff)
    return 0xfffd;
  self->at_raw += 2;
  return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

/* Takes the mark. FALSE with error. */
static gboolean
start (Utf16 *self, GError **error)
{
  if (!fill (self, error))
    return FALSE;
  self->is_started = TRUE;
  self->is_big = self->n_raw > 0 && self->raw[0] == 0xfe;
  self->at_raw = MIN (self->n_raw, 2);
  return TRUE;
}

static gssize
utf16_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Utf16 *self = impl;
  char *out = buf;
  gsize n = 0;

  if (!self->is_started && !start (self, error))
    return -1;
  while (n < len)
    {
      if (self->at_ready < self->n_ready)
        {
          out[n++] = self->ready[self->at_ready++];
          continue;
        }
      /* What is there is given out before more is read. */
      if (self->n_raw - self->at_raw < 4 && !self->is_at_end)
        {
          if (n > 0)
            break;
          if (!fill (self, error))
            return -1;
          continue;
        }
      if (self->n_raw == self->at_raw)
        break;
      self->n_ready = (gsize) g_unichar_to_utf8 (take_character (self), self->ready);
      self->at_ready = 0;
    }
  return (gssize) n;
}

static void
utf16_free (gpointer impl)
{
  Utf16 *self = impl;

  if (self->is_owned)
    msp_stream_free (self->source);
  g_free (self);
}

MspStream *
msp_utf16_new (MspStream *source, gboolean is_owned)
{
  static const MspStreamClass utf16_class = { .read = utf16_read, .free = utf16_free };
  Utf16 *self = g_new0 (Utf16, 1);

  self->source = source;
  self->is_owned = is_owned;
  return msp_stream_new (&utf16_class, self, -1);
}
