/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/cells.h"

void
msp_cells_begin (MspCells *self, MspText *text, guint number, gsize start)
{
  *self = (MspCells) { .text = text, .first_mark = text->marks->len };
  /* The mark of the table comes before those of its cells, so that none need be sorted. */
  msp_text_add_mark (text, MSP_MARK_TABLE, start, start, number, 0);
}

void
msp_cells_add (MspCells *self, gsize start, gsize end)
{
  const char *data = self->text->text->str;

  while (start < end && (data[start] == ' ' || data[start] == '\t'))
    start++;
  while (end > start && (data[end - 1] == ' ' || data[end - 1] == '\t'))
    end--;
  if (start < end)
    {
      msp_text_add_mark (self->text, MSP_MARK_CELL, start, end, self->row, self->column);
      msp_header_row_note (&self->header, self->row, self->column, msp_span_new (data + start, end - start));
      self->n_labels += self->column == 0 && data[end - 1] == ':';
    }
  self->column++;
}

void
msp_cells_end_row (MspCells *self)
{
  self->row++;
  self->column = 0;
}

gboolean
msp_cells_end (MspCells *self, gsize end)
{
  if (self->n_labels * 2 >= self->row && self->row > 0)
    {
      g_array_set_size (self->text->marks, self->first_mark);
      return FALSE;
    }
  if (self->first_mark < self->text->marks->len)
    {
      MspMark *table = &g_array_index (self->text->marks, MspMark, self->first_mark);

      table->end = (guint32) end;
      table->b = msp_header_row_is (&self->header) != FALSE;
    }
  return TRUE;
}
