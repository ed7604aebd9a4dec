/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/body.h"

#define STEP (64 * 1024)

/* Room for one more read; a stream's own word on its size is only believed as far as it spares growing. */
static void
make_room (MspBody *self, const MspStream *stream, gsize limit)
{
  gint64 size = msp_stream_get_size (stream);
  gsize cap = self->cap * 2;

  if (self->len < self->cap)
    return;
  if (self->cap == 0)
    cap = size >= 0 && size < 8 * STEP ? (gsize) size + 1 : STEP;
  self->cap = MIN (cap, limit);
  self->data = g_realloc (self->data, self->cap);
}

void
msp_body_read (MspBody *self, MspStream *stream, guint64 want, gsize limit)
{
  while (self->size < want && self->error == NULL)
    {
      char over[4096];
      gboolean keep = self->len < limit;

      if (keep)
        make_room (self, stream, limit);
      gsize room = keep ? self->cap - self->len : sizeof over;
      gssize n = msp_stream_read (stream, keep ? self->data + self->len : over, (gsize) MIN ((guint64) room, want - self->size),
                                  &self->error);
      if (n <= 0)
        break;
      self->len += keep ? (gsize) n : 0;
      self->size += (guint64) n;
    }
}

MspSpan
msp_body_get (const MspBody *self)
{
  return msp_span_new (self->data != NULL ? self->data : "", self->len);
}

void
msp_body_set_fate (const MspBody *self, MspEntry *entry)
{
  entry->truncated = self->error != NULL || self->size > self->len;
  entry->fate = entry->truncated ? MSP_FATE_PARTIAL : MSP_FATE_READ;
  if (self->size > self->len)
    {
      entry->reason = MSP_REASON_LIMIT;
      entry->detail = "longer than the limit message-bytes";
    }
  else if (self->error != NULL)
    {
      entry->reason = msp_container_get_reason (self->error);
      entry->detail = "the source failed inside this message";
    }
}

gboolean
msp_body_check (MspBody *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  msp_container_take_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

void
msp_body_clear (MspBody *self)
{
  g_clear_pointer (&self->data, g_free);
  g_clear_error (&self->error);
}
