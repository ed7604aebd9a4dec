/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Steps through the lines of a text. */

#include <glib.h>

#include "base/span.h"
#include "extract/block.h"

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

#define MSP_LINE_USUAL (MSP_BLOCK_LEN + 16)

/* The same for a text that is read line by line: lines of mail are short, and a call for each is too slow. */
static inline MspLine
msp_line_near (MspSpan text, gsize start)
{
#ifdef __SSE2__
  if (text.len - start >= MSP_LINE_USUAL)
    {
      const char *data = text.data + start;
      guint64 ends = msp_block_find (data, '\n'), later = msp_block_find_16 (data + MSP_BLOCK_LEN, 0, '\n');

      if (G_LIKELY ((ends | later) != 0))
        {
          gsize len = ends != 0 ? msp_block_first (ends) : MSP_BLOCK_LEN + msp_block_first (later);

          return (MspLine) { start, start + len, msp_span_new (data, len) };
        }
    }
#endif
  return msp_line_at (text, start);
}

static inline gboolean
msp_line_is_blank (const MspLine *self)
{
  for (gsize i = 0; i < self->text.len; i++)
    if (self->text.data[i] != ' ' && self->text.data[i] != '\t')
      return FALSE;
  return TRUE;
}
