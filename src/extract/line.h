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

/* All lines of a text one after another, their ends found by blocks: lines of mail are short, and a search for each is too
   slow. */
typedef struct {
  MspSpan text;
  gsize   start;        /* of the next line */
  gsize   block;        /* behind the one that ends is for */
  guint64 ends;         /* of lines not taken yet */
} MspLineReader;

/* From the line on that begins at offset start. */
static inline void
msp_line_reader_seek (MspLineReader *self, gsize start)
{
  char room[MSP_BLOCK_LEN];
  gsize inside = start % MSP_BLOCK_LEN;

  self->start = start;
  self->block = start - inside + MSP_BLOCK_LEN;
  self->ends = start < self->text.len
                 ? msp_block_find (msp_block_get (self->text, start - inside, room), '\n') & (G_MAXUINT64 << inside) : 0;
}

/* FALSE behind the last line. */
static inline gboolean
msp_line_reader_next (MspLineReader *self, MspLine *out_line)
{
  char room[MSP_BLOCK_LEN];
  gsize end = self->text.len;

  for (; G_UNLIKELY (self->ends == 0) && self->block < self->text.len; self->block += MSP_BLOCK_LEN)
    self->ends = msp_block_find (msp_block_get (self->text, self->block, room), '\n');
  if (G_LIKELY (self->ends != 0))
    {
      end = self->block - MSP_BLOCK_LEN + msp_block_first (self->ends);
      self->ends &= self->ends - 1;
    }
  else if (self->start >= end)
    return FALSE;
  *out_line = (MspLine) { self->start, end, msp_span_new (self->text.data + self->start, end - self->start) };
  self->start = end + 1;
  return TRUE;
}

static inline gboolean
msp_line_is_blank (const MspLine *self)
{
  for (gsize i = 0; i < self->text.len; i++)
    if (self->text.data[i] != ' ' && self->text.data[i] != '\t')
      return FALSE;
  return TRUE;
}
