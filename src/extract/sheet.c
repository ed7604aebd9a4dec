/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/sheet.h"

/* Empty cells that are shown between two others. */
#define MAX_GAP 8

void
msp_sheet_init (MspSheet *self, MspText *text, gsize limit)
{
  *self = (MspSheet) { .text = text, .limit = limit, .marks = g_array_new (FALSE, FALSE, sizeof (MspMark)) };
}

gboolean
msp_sheet_is_full (const MspSheet *self)
{
  return self->text->text->len > self->limit || self->text->truncated;
}

void
msp_sheet_begin (MspSheet *self, const char *name, gboolean is_hidden)
{
  GString *out = self->text->text;

  msp_sheet_end (self);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
  if (out->len > 0)
    g_string_append_c (out, '\n');
  self->start = out->len;
  if (name != NULL && *name != '\0')
    {
      for (const char *p = name; *p != '\0'; p++)
        g_string_append_c (out, (guint8) *p < 0x20 || *p == 0x7f ? ' ' : *p);
      msp_text_mark (self->text, MSP_MARK_HEADING, self->start, 0, 0);
      g_string_append_c (out, '\n');
    }
  self->row = self->column = self->n_cells = self->n_titles = 0;
  self->in_sheet = TRUE;
  self->in_row = self->is_wide = self->has_header = FALSE;
  self->is_hidden = is_hidden;
  msp_cells_begin (&self->cells, self->text, self->n_tables, out->len);
}

static void
end_row (MspSheet *self)
{
  if (!self->in_row)
    return;
  g_string_append_c (self->text->text, '\n');
  msp_cells_end_row (&self->cells);
  self->n_titles += !self->is_wide;
  self->in_row = FALSE;
}

static void
begin_row (MspSheet *self, guint row)
{
  end_row (self);
  self->row = row;
  self->column = self->n_cells = 0;
  self->row_start = self->text->text->len;
  self->in_row = TRUE;
}

/* The row that now gets its second cell is the first one of the table: what came before were titles. */
static void
begin_table (MspSheet *self)
{
  GArray *marks = self->text->marks;
  MspMark first = { 0 };

  self->is_wide = TRUE;
  if (self->n_titles == 0)
    return;
  if (marks->len > self->cells.first_mark)
    first = g_array_index (marks, MspMark, marks->len - 1);
  g_array_set_size (marks, self->cells.first_mark);
  msp_cells_begin (&self->cells, self->text, self->n_tables, self->row_start);
  if (first.kind == MSP_MARK_CELL && first.start >= self->row_start)
    {
      self->cells.column = first.b;
      msp_cells_add (&self->cells, first.start, first.end);
    }
}

void
msp_sheet_set_header (MspSheet *self)
{
  self->has_header = TRUE;
  self->is_wide = TRUE;
}

/* A value on one line. */
static void
append_value (GString *out, MspSpan value)
{
  gsize start = out->len;

  g_string_append_len (out, value.data, (gssize) value.len);
  for (gsize i = start; i < out->len; i++)
    if ((guint8) out->str[i] < 0x20 || out->str[i] == 0x7f)
      out->str[i] = ' ';
}

void
msp_sheet_add (MspSheet *self, guint row, guint column, MspSpan value, gboolean is_hidden)
{
  GString *out = self->text->text;
  gsize start;

  if (value.len == 0 || !self->in_sheet || msp_sheet_is_full (self))
    return;
  if (!self->in_row || row != self->row)
    begin_row (self, row);
  else if (self->n_cells == 1 && !self->is_wide)
    begin_table (self);
  for (guint i = MIN (column, self->column + MAX_GAP); i > self->column; i--)
    g_string_append_c (out, '\t');
  self->column = column;
  start = out->len;
  append_value (out, value);
  self->cells.column = column;
  msp_cells_add (&self->cells, start, out->len);
  self->n_cells++;
  if (is_hidden && !self->is_hidden)
    {
      const MspMark mark = { (guint32) start, (guint32) out->len, MSP_MARK_HIDDEN, 0, 0 };

      g_array_append_val (self->marks, mark);
    }
}

void
msp_sheet_end (MspSheet *self)
{
  if (!self->in_sheet)
    return;
  end_row (self);
  self->in_sheet = FALSE;
  if (msp_cells_end (&self->cells, self->text->text->len))
    {
      self->n_tables++;
      if (self->has_header && self->cells.first_mark < self->text->marks->len)
        g_array_index (self->text->marks, MspMark, self->cells.first_mark).b = 1;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const MspMark *mark = &g_array_index (self->marks, MspMark, i);

      msp_text_add_mark (self->text, (MspMarkKind) mark->kind, mark->start, mark->end, 0, 0);
    }
  g_array_set_size (self->marks, 0);
  if (self->is_hidden)
    msp_text_mark (self->text, MSP_MARK_HIDDEN, self->start, 0, 0);
}

void
msp_sheet_clear (MspSheet *self)
{
  msp_sheet_end (self);
  g_clear_pointer (&self->marks, g_array_unref);
}

gboolean
msp_sheet_parse_reference (const char *reference, guint *out_row, guint *out_column)
{
  guint64 row = 0, column = 0;

  for (; g_ascii_isalpha (*reference) && column < 1000000; reference++)
    column = column * 26 + (guint64) (g_ascii_toupper (*reference) - 'A' + 1);
  for (; g_ascii_isdigit (*reference) && row < 1000000000; reference++)
    row = row * 10 + (guint64) (*reference - '0');
  if (row == 0 || column == 0 || column > 65536 || *reference != '\0')
    return FALSE;
  *out_row = (guint) row - 1;
  *out_column = (guint) column - 1;
  return TRUE;
}
