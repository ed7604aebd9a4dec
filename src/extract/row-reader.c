/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/row-reader.h"

#include "extract/block.h"

void
msp_row_reader_init (MspRowReader *self, MspSpan text)
{
  *self = (MspRowReader) { .text = text, .block = G_MAXSIZE };
}

/* A line that begins before the block is asked for only when the block before was loaded just now. */
static gboolean
begins_in_lead (const MspRowReader *self, gsize start)
{
  return start == 0 || self->text.data[start - 1] == '\n' || (self->block == start - MSP_BLOCK_LEN && self->leads >> 63 != 0);
}

/* A bit added where a run of marks begins carries to the end of the run. */
static guint64
find_leads (guint64 marks, guint64 begins)
{
  return marks & ~(marks + (marks & begins));
}

static inline void
load (MspRowReader *self, gsize start)
{
  char room[MSP_BLOCK_LEN];
  MspBlockMasks masks;
  gboolean more = self->text.len - start > MSP_BLOCK_LEN && self->text.data[start + MSP_BLOCK_LEN] == ' ';
  gboolean lead = begins_in_lead (self, start);

  msp_block_read (msp_block_get (self->text, start, room), &masks);
  self->block = start;
  self->ends = masks.ends;
  self->tabs = masks.tabs;
  self->bars = masks.bars;
  self->gaps = masks.spaces & (masks.spaces >> 1 | (guint64) more << 63);
  self->leads = find_leads (masks.leads, masks.ends << 1 | (guint64) lead);
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
  gsize line = start;
  guint64 seen = G_MAXUINT64 << start % MSP_BLOCK_LEN;

  for (gsize block = start - start % MSP_BLOCK_LEN; block < self->text.len; block += MSP_BLOCK_LEN)
    {
      if (self->block != block)
        load (self, block);
      guint64 ends = self->ends & seen, found = (self->gaps | self->bars | self->tabs) & ~self->leads & seen;

      if (found != 0)
        ends &= (found & -found) - 1;
      if (ends != 0)
        line = block + msp_block_last (ends) + 1;
      if (found != 0)
        return line;
      seen = G_MAXUINT64;
    }
  return self->text.len;
}

void
msp_row_reader_read (MspRowReader *self, gsize start, MspTableRow *out_row)
{
  MspTableRow row = { start, G_MAXSIZE, 0, 0, FALSE, FALSE };
  gsize at = start;

  while (row.end == G_MAXSIZE)
    {
      gsize inside = at % MSP_BLOCK_LEN;

      if (self->block != at - inside)
        load (self, at - inside);
      guint64 seen = G_MAXUINT64 << inside, ends = self->ends & seen;
      if (ends != 0)
        {
          seen &= (ends & -ends) - 1;
          row.end = self->block + msp_block_first (ends);
        }
      row.indented |= (self->tabs & self->leads & seen) != 0;
      row.n_tabs += count_bits (self->tabs & ~self->leads & seen);
      row.n_bars += count_bits (self->bars & seen);
      row.two_spaces |= (self->gaps & ~self->leads & seen) != 0;
      at = self->block + MSP_BLOCK_LEN;
      if (at >= self->text.len)
        row.end = MIN (row.end, self->text.len);
    }
  *out_row = row;
}
