/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/cells.h"

void
msp_cells_begin (MspCells *self, MspText *text, guint number, gsize start)
{
  *self = (MspCells) { .text = text, .number = number, .start = start, .first_mark = text->marks->len };
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
  msp_text_add_mark (self->text, MSP_MARK_TABLE, self->start, end, self->number, msp_header_row_is (&self->header));
  return TRUE;
}
