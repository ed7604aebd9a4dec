/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/window.h"

#include "evidence/reader.h"

#define FIRST_ROOM (1024 * 1024)

void
msp_window_init (MspWindow *self, MspStream *stream)
{
  *self = (MspWindow) { .stream = stream, .memory = g_malloc (FIRST_ROOM + 1), .room = FIRST_ROOM };
}

void
msp_window_clear (MspWindow *self)
{
  g_clear_error (&self->failure);
  g_free (self->memory);
}

gboolean
msp_window_grow (MspWindow *self)
{
  gsize len = msp_window_length (self);
  gssize n;

  if (self->is_at_end || len >= MSP_EVIDENCE_RECORD_MAX)
    return FALSE;
  if (len > self->room / 2)
    {
      self->room *= 2;
      self->memory = g_realloc (self->memory, self->room + 1);
    }
  if (self->start > 0)
    memmove (self->memory, self->memory + self->start, len);
  self->start = 0;
  self->end = len;
  n = msp_stream_read (self->stream, self->memory + len, self->room - len, &self->failure);
  if (n > 0)
    self->end += (gsize) n;
  self->is_at_end = n <= 0;
  return n > 0;
}
