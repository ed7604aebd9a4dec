/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/biff.h"

#include "format/ms-text.h"

enum { WIDE = 1, EXTENDED = 4, RICH = 8 };

void
msp_biff_init (MspBiff *self, MspSpan stream, gsize at)
{
  *self = (MspBiff) { .stream = stream, .at = at };
}

gboolean
msp_biff_next (MspBiff *self)
{
  gsize left = self->at <= self->stream.len ? self->stream.len - self->at : 0, len;

  if (left < 4)
    return FALSE;
  self->type = msp_ms_get_u16 (self->stream, self->at);
  len = msp_ms_get_u16 (self->stream, self->at + 2);
  self->is_cut = len > left - 4;
  self->data = msp_span_slice (self->stream, self->at + 4, self->at + 4 + len);
  self->at += 4 + self->data.len;
  return TRUE;
}

/* TRUE if data goes on in the next record. */
static gboolean
go_on (MspBiff *self, gsize *io_at)
{
  if (msp_ms_get_u16 (self->stream, self->at) != MSP_BIFF_CONTINUE || !msp_biff_next (self))
    return FALSE;
  *io_at = 0;
  return self->data.len > 0;
}

static gboolean
skip (MspBiff *self, gsize *io_at, gsize n)
{
  while (n > 0)
    {
      gsize step = MIN (n, self->data.len - MIN (*io_at, self->data.len));

      *io_at += step;
      n -= step;
      if (n > 0 && !go_on (self, io_at))
        return FALSE;
    }
  return TRUE;
}

/* A number that may be split between records as a whole only. */
static gsize
take_number (MspBiff *self, gsize *io_at, guint size)
{
  gsize value;

  if (self->data.len - MIN (*io_at, self->data.len) < size && !go_on (self, io_at))
    return 0;
  value = size == 1 ? (guint8) self->data.data[*io_at] : size == 2 ? msp_ms_get_u16 (self->data, *io_at)
                                                                    : msp_ms_get_u32 (self->data, *io_at);
  *io_at += size;
  return value;
}

/* Each record that characters go on in says anew how wide they are. */
static gboolean
append_chars (MspBiff *self, gsize *io_at, guint n_chars, guint flags, GString *out)
{
  while (n_chars > 0)
    {
      guint width = (flags & WIDE) != 0 ? 2 : 1;
      gsize room = (self->data.len - MIN (*io_at, self->data.len)) / width, n = MIN (room, n_chars);
      MspSpan chars = msp_span_slice (self->data, *io_at, *io_at + n * width);

      if (width == 2)
        msp_ms_append_utf16 (out, chars);
      else
        msp_ms_append_1252 (out, chars);
      *io_at += n * width;
      n_chars -= (guint) n;
      if (n_chars == 0)
        break;
      if (!go_on (self, io_at))
        return FALSE;
      flags = (guint8) self->data.data[(*io_at)++];
    }
  return TRUE;
}

gboolean
msp_biff_read_text (MspBiff *self, gsize *io_at, guint n_chars, gboolean is_rich, GString *out)
{
  guint flags = (guint) take_number (self, io_at, 1);
  gsize tail = 0;

  if (is_rich && (flags & RICH) != 0)
    tail += 4 * take_number (self, io_at, 2);
  if (is_rich && (flags & EXTENDED) != 0)
    tail += take_number (self, io_at, 4);
  return append_chars (self, io_at, n_chars, flags, out) && skip (self, io_at, tail);
}

double
msp_biff_decode_rk (guint32 rk)
{
  guint64 bits = (guint64) (rk & ~3u) << 32;
  double value;

  if ((rk & 2) != 0)
    value = (gint32) rk >> 2;
  else
    memcpy (&value, &bits, sizeof value);
  return (rk & 1) != 0 ? value / 100 : value;
}
