/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/composer.h"

/* Cells longer than this make no header row. */
#define MAX_HEADER_CELL 200

static MspComposerTable *
get_table (MspComposer *self)
{
  return self->n_tables > 0 ? &self->tables[self->n_tables - 1] : NULL;
}

void
msp_composer_open_table (MspComposer *self)
{
  MspComposerTable *outer = get_table (self);

  if (outer != NULL)
    outer->nested = TRUE;
  msp_flow_break (&self->flow, 1);
  if (self->n_tables == MSP_COMPOSER_MAX_TABLES)
    return;
  self->tables[self->n_tables++] = (MspComposerTable) { .number = self->next_table++, .start = self->text->text->len };
}

static void
note_cell (MspComposer *self, MspComposerTable *table)
{
  const GString *out = self->text->text;

  if (table->nested || out->len - table->cell_start > MAX_HEADER_CELL)
    table->uneven = TRUE;
  else
    msp_header_row_note (&table->first_row, table->row, table->column,
                         msp_span_new (out->str + table->cell_start, out->len - table->cell_start));
}

void
msp_composer_close_cell (MspComposer *self)
{
  MspComposerTable *table = get_table (self);

  if (table == NULL || !table->in_cell)
    return;
  msp_flow_mark (&self->flow, MSP_MARK_CELL, table->cell_start, table->row, table->column);
  note_cell (self, table);
  table->column = MIN (table->column + table->span, MSP_COMPOSER_MAX_COLUMNS);
  msp_flow_drop (&self->flow);
  table->in_cell = FALSE;
}

/* A row without text leaves nothing behind. */
static void
drop_empty_row (MspComposer *self, const MspComposerTable *table)
{
  GString *out = self->text->text;
  gsize len = out->len;

  while (len > table->row_start && out->str[len - 1] == '\t')
    len--;
  if (len == table->row_start)
    g_string_truncate (out, len);
}

void
msp_composer_close_row (MspComposer *self)
{
  MspComposerTable *table = get_table (self);

  if (table == NULL || !table->in_row)
    {
      msp_flow_break (&self->flow, 1);
      return;
    }
  msp_composer_close_cell (self);
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
msp_composer_open_row (MspComposer *self, gboolean header)
{
  MspComposerTable *table = get_table (self);

  msp_composer_close_row (self);
  if (table == NULL)
    return;
  table->row_start = msp_flow_settle (&self->flow);
  table->column = table->tabs = 0;
  table->header |= header && table->row == 0;
  table->in_row = TRUE;
}

void
msp_composer_open_cell (MspComposer *self, guint span)
{
  MspComposerTable *table = get_table (self);

  if (table == NULL)
    return;
  if (!table->in_row)
    msp_composer_open_row (self, FALSE);
  msp_composer_close_cell (self);
  for (; table->tabs < table->column; table->tabs++)
    g_string_append_c (self->text->text, '\t');
  table->span = CLAMP (span, 1, MSP_COMPOSER_MAX_COLUMNS);
  table->cell_start = self->text->text->len;
  table->in_cell = TRUE;
  msp_flow_refresh (&self->flow);
}

void
msp_composer_close_table (MspComposer *self)
{
  MspComposerTable *table = get_table (self);
  gboolean header;

  msp_composer_close_row (self);
  if (table == NULL)
    return;
  header = table->header
    || (table->row > 1 && table->first_columns > 1 && !table->uneven && msp_header_row_is (&table->first_row));
  msp_flow_mark (&self->flow, MSP_MARK_TABLE, table->start, table->number, header);
  self->n_tables--;
  msp_flow_break (&self->flow, 1);
}
