/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-window.h"

#define BLOCK (1024 * 1024)

void
msp_mbox_window_init (MspMboxWindow *self, MspStream *stream)
{
  *self = (MspMboxWindow) { .stream = stream, .base = msp_stream_tell (stream) };
}

/* A window that grew for one large message shrinks again behind it. */
static void
make_room (MspMboxWindow *self)
{
  gsize cap = MAX (self->cap, (gsize) BLOCK);

  if (self->len >= cap - cap / 4)
    cap *= 2;
  else if (cap > BLOCK && self->len < BLOCK / 2)
    cap = BLOCK;
  if (cap == self->cap)
    return;
  self->data = g_realloc (self->data, cap);
  self->cap = cap;
}

guint64
msp_mbox_window_count_nuls (const MspMboxWindow *self, gsize end)
{
  gsize at = end;

  while (at > 0 && self->data[at - 1] == '\0')
    at--;
  return at > 0 ? end - at : end + self->nuls;
}

void
msp_mbox_window_fill (MspMboxWindow *self, gsize keep)
{
  self->nuls = msp_mbox_window_count_nuls (self, keep);
  if (keep > 0 && keep < self->len)
    memmove (self->data, self->data + keep, self->len - keep);
  self->len -= keep;
  self->base += keep;
  make_room (self);
  while (self->len < self->cap && !self->ended)
    {
      gssize n = msp_stream_read (self->stream, self->data + self->len, self->cap - self->len, &self->error);

      self->ended = n <= 0;
      self->len += (gsize) MAX (n, 0);
    }
}

void
msp_mbox_window_split (MspMboxWindow *self, gsize keep, MspMboxWindow *out_rest)
{
  *out_rest = *self;
  out_rest->data = g_malloc (BLOCK);
  out_rest->cap = BLOCK;
  out_rest->len = self->len - keep;
  out_rest->base = self->base + keep;
  out_rest->nuls = msp_mbox_window_count_nuls (self, keep);
  memcpy (out_rest->data, self->data + keep, out_rest->len);
  self->error = NULL;
}

MspSpan
msp_mbox_window_get (const MspMboxWindow *self, gsize start, gsize end)
{
  return msp_span_slice (msp_span_new (self->data, self->len), start, end);
}

void
msp_mbox_window_clear (MspMboxWindow *self)
{
  g_clear_pointer (&self->data, g_free);
  g_clear_error (&self->error);
}
