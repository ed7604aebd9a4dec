/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Steps through the lines of a text. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  gsize   start, end;   /* in the text; end is that of the line without LF */
  MspSpan text;
} MspLine;

/* The line that begins at offset start, which is not beyond the end of text. */
static inline MspLine
msp_line_at (MspSpan text, gsize start)
{
  const char *found = start < text.len ? memchr (text.data + start, '\n', text.len - start) : NULL;
  gsize end = found != NULL ? (gsize) (found - text.data) : text.len;

  return (MspLine) { start, end, msp_span_slice (text, start, end) };
}

/* Where the line begins that offset at is in, if it does not begin before from. */
gsize msp_line_find_start (MspSpan text, gsize from, gsize at);

static inline gboolean
msp_line_is_blank (const MspLine *self)
{
  for (gsize i = 0; i < self->text.len; i++)
    if (self->text.data[i] != ' ' && self->text.data[i] != '\t')
      return FALSE;
  return TRUE;
}
