/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-state.h"

/* Cells longer than this make no header row. */
#define MAX_HEADER_CELL 200

static MspHtmlTable *
get_table (MspHtml *self)
{
  return self->n_tables > 0 ? &self->tables[self->n_tables - 1] : NULL;
}

/* The number of an attribute: 1 if it is missing or nonsense. */
static guint
get_span (const MspHtmlToken *token, const char *name, guint max)
{
  const MspHtmlAttribute *attribute = msp_html_token_find (token, name);
  guint value = 0;

  for (gsize i = 0; attribute != NULL && i < attribute->value.len && g_ascii_isdigit (attribute->value.data[i]); i++)
    value = MIN (value * 10 + (guint) (attribute->value.data[i] - '0'), max);
  return MAX (value, 1);
}

void
msp_html_table_open (MspHtml *self)
{
  MspHtmlTable *outer = get_table (self);

  if (outer != NULL)
    outer->nested = TRUE;
  msp_flow_break (&self->flow, 1);
  if (self->n_tables == MSP_HTML_MAX_TABLES)
    return;
  self->tables[self->n_tables++] = (MspHtmlTable) { .number = self->next_table++, .start = self->text->text->len };
}

static void
note_cell (MspHtml *self, MspHtmlTable *table)
{
  const GString *out = self->text->text;

  if (table->nested || out->len - table->cell_start > MAX_HEADER_CELL)
    table->uneven = TRUE;
  else
    msp_header_row_note (&table->first_row, table->row, table->column,
                         msp_span_new (out->str + table->cell_start, out->len - table->cell_start));
}

void
msp_html_cell_close (MspHtml *self)
{
  MspHtmlTable *table = get_table (self);

  if (table == NULL || !table->in_cell)
    {
      self->flow.space = TRUE;
      return;
    }
  msp_flow_mark (&self->flow, MSP_MARK_CELL, table->cell_start, table->row, table->column);
  note_cell (self, table);
  for (guint i = 0; i < table->colspan && table->column < MSP_HTML_MAX_COLUMNS; i++)
    table->taken[table->column++] = (guint16) (table->rowspan - 1);
  msp_flow_drop (&self->flow);
  self->flow.space = TRUE;
  table->in_cell = FALSE;
}

/* A row without text leaves nothing behind. */
static void
drop_empty_row (MspHtml *self, const MspHtmlTable *table)
{
  GString *out = self->text->text;
  gsize len = out->len;

  while (len > table->row_start && out->str[len - 1] == '\t')
    len--;
  if (len == table->row_start)
    g_string_truncate (out, len);
}

void
msp_html_row_close (MspHtml *self)
{
  MspHtmlTable *table = get_table (self);

  if (table == NULL || !table->in_row)
    {
      msp_flow_break (&self->flow, 1);
      return;
    }
  if (table->in_cell)
    msp_html_cell_close (self);
  for (guint i = table->column; i < MSP_HTML_MAX_COLUMNS; i++)
    table->taken[i] -= table->taken[i] > 0;
  drop_empty_row (self, table);
  if (table->row == 0)
    table->first_columns = table->column;
  else
    table->uneven |= table->column != table->first_columns;
  table->in_row = FALSE;
  table->row++;
  msp_flow_refresh (&self->flow);
  self->flow.fresh = 0;
  msp_flow_break (&self->flow, 1);
}

void
msp_html_row_open (MspHtml *self)
{
  MspHtmlTable *table = get_table (self);

  msp_html_row_close (self);
  if (table == NULL)
    return;
  table->row_start = msp_flow_settle (&self->flow);
  table->column = table->tabs = 0;
  table->in_row = TRUE;
}

void
msp_html_cell_open (MspHtml *self, const MspHtmlToken *token, gboolean header)
{
  MspHtmlTable *table = get_table (self);

  if (table == NULL)
    {
      self->flow.space = TRUE;
      return;
    }
  if (!table->in_row)
    msp_html_row_open (self);
  if (table->in_cell)
    msp_html_cell_close (self);
  while (table->column < MSP_HTML_MAX_COLUMNS && table->taken[table->column] > 0)
    table->taken[table->column++]--;
  for (; table->tabs < table->column; table->tabs++)
    g_string_append_c (self->text->text, '\t');
  table->header |= header && table->row == 0;
  table->colspan = get_span (token, "colspan", MSP_HTML_MAX_COLUMNS);
  table->rowspan = get_span (token, "rowspan", G_MAXUINT16);
  table->cell_start = self->text->text->len;
  table->in_cell = TRUE;
  msp_flow_refresh (&self->flow);
}

void
msp_html_table_close (MspHtml *self)
{
  MspHtmlTable *table = get_table (self);
  gboolean header;

  msp_html_row_close (self);
  if (table == NULL)
    return;
  header = table->header
    || (table->row > 1 && table->first_columns > 1 && !table->uneven && msp_header_row_is (&table->first_row));
  msp_flow_mark (&self->flow, MSP_MARK_TABLE, table->start, table->number, header);
  self->n_tables--;
  msp_flow_break (&self->flow, 1);
}
