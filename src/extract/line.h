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

/* For a text that is read line by line: what was found in a block of it is kept for the lines that follow. */
typedef struct {
  MspSpan text;
  gsize   block;        /* offset of the block that ends is for; G_MAXSIZE: none */
  guint64 ends;
} MspLineFinder;

static inline MspLine
msp_line_finder_get (MspLineFinder *self, gsize start)
{
  gsize block = start - start % MSP_BLOCK_LEN, end;
  guint64 seen = G_MAXUINT64 << start % MSP_BLOCK_LEN;
  char room[MSP_BLOCK_LEN];

  for (;; block += MSP_BLOCK_LEN, seen = G_MAXUINT64)
    {
      if (block >= self->text.len)
        break;
      if (block != self->block)
        self->ends = msp_block_find (msp_block_get (self->text, block, room), '\n');
      self->block = block;
      if ((self->ends & seen) != 0)
        break;
    }
  end = block < self->text.len ? block + msp_block_first (self->ends & seen) : self->text.len;
  return (MspLine) { start, end, msp_span_new (self->text.data + start, end - start) };
}

static inline gboolean
msp_line_is_blank (const MspLine *self)
{
  for (gsize i = 0; i < self->text.len; i++)
    if (self->text.data[i] != ' ' && self->text.data[i] != '\t')
      return FALSE;
  return TRUE;
}
