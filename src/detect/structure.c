/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/structure.h"

#define MAX_ROW_BACK 256   /* cells walked back to find the first of a row */

typedef struct {
  guint64 column;
  guint32 start, end;
} Header;

void
msp_structure_init (MspStructure *self)
{
  for (guint kind = 0; kind < MSP_N_MARKS; kind++)
    {
      self->marks[kind] = g_array_new (FALSE, FALSE, sizeof (MspMark));
      self->reach[kind] = g_array_new (FALSE, FALSE, sizeof (guint32));
    }
  self->headers = g_array_new (FALSE, FALSE, sizeof (Header));
}

static guint64
column_key (guint table, guint column)
{
  return ((guint64) table + 1) << 32 | column;
}

static int
compare_headers (gconstpointer a, gconstpointer b)
{
  const Header *left = a, *right = b;

  if (left->column != right->column)
    return left->column < right->column ? -1 : 1;
  return (left->start > right->start) - (left->start < right->start);
}

static void
collect_headers (MspStructure *self)
{
  GArray *cells = self->marks[MSP_MARK_CELL];

  if (self->marks[MSP_MARK_TABLE]->len == 0)
    return;
  for (guint i = 0; i < cells->len; i++)
    {
      const MspMark *cell = &g_array_index (cells, MspMark, i);
      const MspMark *table = cell->a == 0 ? msp_structure_find (self, MSP_MARK_TABLE, cell->start) : NULL;

      if (table == NULL || table->b != 1)
        continue;
      Header header = { column_key (table->a, cell->b), cell->start, cell->end };

      g_array_append_val (self->headers, header);
    }
  g_array_sort (self->headers, compare_headers);
}

void
msp_structure_load (MspStructure *self, const MspText *text)
{
  const MspMark *marks = (const MspMark *) text->marks->data;
  guint n[MSP_N_MARKS] = { 0 }, at[MSP_N_MARKS] = { 0 };

  for (guint i = 0; i < text->marks->len; i++)
    if (marks[i].kind < MSP_N_MARKS)
      n[marks[i].kind]++;
  for (guint kind = 0; kind < MSP_N_MARKS; kind++)
    /* Most kinds are in no text. */
    if (n[kind] != self->marks[kind]->len)
      {
        g_array_set_size (self->marks[kind], n[kind]);
        g_array_set_size (self->reach[kind], n[kind]);
      }
  g_array_set_size (self->headers, 0);
  for (guint i = 0; i < text->marks->len; i++)
    {
      if (marks[i].kind >= MSP_N_MARKS)
        continue;
      guint32 *reach = (guint32 *) (gpointer) self->reach[marks[i].kind]->data;
      guint next = at[marks[i].kind]++;

      g_array_index (self->marks[marks[i].kind], MspMark, next) = marks[i];
      reach[next] = next > 0 ? MAX (reach[next - 1], marks[i].end) : marks[i].end;
    }
  collect_headers (self);
}

/* Number of marks of kind that begin at or before offset. */
static guint
count_begun (const MspStructure *self, MspMarkKind kind, gsize offset)
{
  guint low = 0, high = self->marks[kind]->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks[kind], MspMark, middle).start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const MspMark *
msp_structure_find (const MspStructure *self, MspMarkKind kind, gsize offset)
{
  for (guint i = count_begun (self, kind, offset); i-- > 0;)
    {
      const MspMark *mark = &g_array_index (self->marks[kind], MspMark, i);

      if (mark->end > offset)
        return mark;
      if (g_array_index (self->reach[kind], guint32, i) <= offset)
        return NULL;
    }
  return NULL;
}

static void
find_header (const MspStructure *self, guint64 column, MspCell *out_cell)
{
  guint low = 0, high = self->headers->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->headers, Header, middle).column < column)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->headers->len || g_array_index (self->headers, Header, low).column != column)
    return;
  out_cell->header_start = g_array_index (self->headers, Header, low).start;
  out_cell->header_end = g_array_index (self->headers, Header, low).end;
}

gboolean
msp_structure_get_cell (const MspStructure *self, gsize offset, MspCell *out_cell)
{
  const MspMark *cell = msp_structure_find (self, MSP_MARK_CELL, offset);
  const MspMark *table = cell != NULL ? msp_structure_find (self, MSP_MARK_TABLE, cell->start) : NULL;

  if (table == NULL)
    return FALSE;
  *out_cell = (MspCell) { .cell = cell, .table = table->a, .column = column_key (table->a, cell->b) };
  if (cell->a > 0 || table->b != 1)
    find_header (self, out_cell->column, out_cell);
  const MspMark *first = (const MspMark *) self->marks[MSP_MARK_CELL]->data;

  for (const MspMark *back = cell; cell->b > 0 && back >= first && cell - back < MAX_ROW_BACK
       && back->start >= table->start; back--)
    if (back->a == cell->a && back->b == 0)
      {
        out_cell->row_start = back->start;
        out_cell->row_end = back->end;
        break;
      }
  return TRUE;
}

gboolean
msp_structure_is_header (const MspStructure *self, const MspCell *cell)
{
  MspCell column = { .cell = NULL };

  if (cell->cell->a > 0)
    return FALSE;
  find_header (self, cell->column, &column);
  return column.header_end > column.header_start && column.header_start == cell->cell->start;
}

const MspMark *
msp_structure_get_field_name (const MspStructure *self, gsize offset)
{
  const MspMark *value = msp_structure_find (self, MSP_MARK_FIELD_VALUE, offset);
  guint n = value != NULL ? count_begun (self, MSP_MARK_FIELD_NAME, value->start) : 0;

  return n > 0 ? &g_array_index (self->marks[MSP_MARK_FIELD_NAME], MspMark, n - 1) : NULL;
}

guint
msp_structure_get_n_headers (const MspStructure *self)
{
  return self->headers->len;
}

void
msp_structure_get_header (const MspStructure *self, guint index, guint32 *out_start, guint32 *out_end)
{
  *out_start = g_array_index (self->headers, Header, index).start;
  *out_end = g_array_index (self->headers, Header, index).end;
}

void
msp_structure_clear (MspStructure *self)
{
  for (guint kind = 0; kind < MSP_N_MARKS; kind++)
    {
      g_array_unref (self->marks[kind]);
      g_array_unref (self->reach[kind]);
    }
  g_array_unref (self->headers);
}
