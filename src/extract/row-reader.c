/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/row-reader.h"

#include "extract/block.h"
#include "extract/line.h"

void
msp_row_reader_init (MspRowReader *self, MspSpan text)
{
  self->text = text;
  self->start = self->len = 0;
  self->in_lead = self->spaces = 0;
}

/* The blocks from start on; in the last of the text it ends like a line. What a line holds before start was loaded just now. */
static void
load (MspRowReader *self, gsize start)
{
  gsize left = self->text.len - start, n = MIN (left / MSP_BLOCK_LEN + 1, MSP_ROW_BLOCKS), whole = MIN (left / MSP_BLOCK_LEN, n);
  gboolean begins = start == 0 || self->text.data[start - 1] == '\n', reads_on = self->start + self->len == start;
  guint64 in_lead = begins || (reads_on && self->in_lead != 0), before = reads_on ? self->spaces : 0;
  MspBlockMasks masks[MSP_ROW_BLOCKS];
  char room[MSP_BLOCK_LEN];

  msp_block_read (self->text.data + start, whole, masks);
  if (whole < n)
    {
      msp_block_read (msp_block_get (self->text, start + whole * MSP_BLOCK_LEN, room), 1, &masks[whole]);
      masks[whole].ends |= (guint64) 1 << left % MSP_BLOCK_LEN;
    }
  for (gsize i = 0; i < n; i++)
    {
      const MspBlockMasks *at = &masks[i];
      guint64 leads = msp_block_find_runs (at->leads, at->ends << 1 | in_lead);
      guint64 gaps = (at->spaces << 1 | before >> 63) & (at->spaces << 2 | before >> 62) & ~(at->spaces | at->ends);

      /* The first character behind a lead is in it or behind it. */
      self->blocks[i] = (MspRowBlock) { at->ends, at->bars, at->tabs & ~leads, gaps & ~(leads << 1 | in_lead), at->tabs & leads };
      in_lead = (leads | at->ends) >> 63;
      before = at->spaces;
    }
  self->start = start;
  self->len = n * MSP_BLOCK_LEN;
  self->in_lead = in_lead;
  self->spaces = before;
}

/* The block that begins at offset start. */
static inline const MspRowBlock *
get (MspRowReader *self, gsize start)
{
  if (start - self->start >= self->len)
    load (self, start);
  return &self->blocks[(start - self->start) / MSP_BLOCK_LEN];
}

static guint
count_bits (guint64 mask)
{
  guint n = 0;

  for (; mask != 0; mask &= mask - 1)
    n++;
  return n;
}

gsize
msp_row_reader_find (MspRowReader *self, gsize start)
{
  guint64 seen = G_MAXUINT64 << start % MSP_BLOCK_LEN;

  for (gsize at = start - start % MSP_BLOCK_LEN; at < self->text.len;)
    for (const MspRowBlock *block = get (self, at), *end = self->blocks + self->len / MSP_BLOCK_LEN; block < end; block++)
      {
        guint64 found = (block->gaps | block->bars | block->tabs) & seen;

        if (found != 0)
          return msp_line_find_start (self->text, start, at + msp_block_first (found));
        seen = G_MAXUINT64;
        at += MSP_BLOCK_LEN;
      }
  return self->text.len;
}

void
msp_row_reader_read (MspRowReader *self, gsize start, MspTableRow *out_row)
{
  MspTableRow row = { start, G_MAXSIZE, 0, 0, FALSE, FALSE };
  guint64 seen = G_MAXUINT64 << start % MSP_BLOCK_LEN;

  for (gsize at = start - start % MSP_BLOCK_LEN; row.end == G_MAXSIZE; at += MSP_BLOCK_LEN)
    {
      const MspRowBlock *block = get (self, at);
      guint64 ends = block->ends & seen;

      if (ends != 0)
        {
          seen &= (ends & -ends) - 1;
          row.end = at + msp_block_first (ends);
        }
      row.n_tabs += count_bits (block->tabs & seen);
      row.n_bars += count_bits (block->bars & seen);
      row.gap |= (block->gaps & seen) != 0;
      row.indented |= (block->indents & seen) != 0;
      seen = G_MAXUINT64;
    }
  *out_row = row;
}
