/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A stretch of a stream in memory that grows at its end and shrinks at its start: for readers of records that may be changed in
   place. */

#include <glib.h>

#include "base/stream.h"

typedef struct {
  MspStream *stream;     /* borrowed */
  char      *memory;
  gsize      room;       /* of memory, without the byte behind it, which may be written to */
  gsize      start, end; /* what was read and not dropped */
  gboolean   is_at_end;  /* the stream gave all it had */
  GError    *failure;    /* … because it could not be read further */
} MspWindow;

void msp_window_init  (MspWindow *self, MspStream *stream);
void msp_window_clear (MspWindow *self);

/* Reads on; the text moves. FALSE at the end, or if the window holds MSP_EVIDENCE_RECORD_MAX bytes: drop some then. Every call
   doubles what is there, so that searching anew from the start costs no more than a constant factor. */
gboolean msp_window_grow (MspWindow *self);

static inline char *
msp_window_text (const MspWindow *self)
{
  return self->memory + self->start;
}

static inline gsize
msp_window_length (const MspWindow *self)
{
  return self->end - self->start;
}

static inline void
msp_window_drop (MspWindow *self, gsize len)
{
  self->start += len;
}
