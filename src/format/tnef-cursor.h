/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Takes numbers and runs of bytes off the front of a span. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  MspSpan  rest;
  gboolean failed;     /* it ended before what was asked for; from then on there are zeros and empty spans */
} MspTnefCursor;

/* len bytes, and the padding behind them up to a multiple of pad. */
static inline MspSpan
msp_tnef_take (MspTnefCursor *self, gsize len, gsize pad)
{
  MspSpan span = msp_span_slice (self->rest, 0, len);

  self->failed = self->failed || span.len < len;
  if (self->failed)
    return msp_span_new ("", 0);
  self->rest = msp_span_slice (self->rest, len, self->rest.len);
  self->rest = msp_span_slice (self->rest, (pad - len % pad) % pad, self->rest.len);
  return span;
}

/* A little-endian number of up to four bytes. */
static inline guint32
msp_tnef_take_number (MspTnefCursor *self, gsize size)
{
  MspSpan span = msp_tnef_take (self, size, 1);
  guint32 number = 0;

  for (gsize i = span.len; i > 0; i--)
    number = number << 8 | (guint8) span.data[i - 1];
  return number;
}
