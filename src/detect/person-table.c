/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/person-table.h"

#include "detect/person-label.h"
#include "detect/person-name.h"

#define MOST_CELLS 64
#define MOST_JUMPS 24
#define MOST_FIELDS 40

static const MspMark *
get_mark (const MspText *text, guint index)
{
  return &g_array_index (text->marks, MspMark, index);
}

static MspSpan
get_span (const MspText *text, const MspMark *mark)
{
  return msp_name_label_trim (msp_span_slice (msp_span_new (text->text->str, text->text->len), mark->start, mark->end));
}

/* Index behind the last mark that begins at or before offset. */
static guint
find_index (const MspText *text, gsize offset)
{
  guint low = 0, high = text->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_mark (text, middle)->start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The mark of kind that covers offset, looked for among the MOST_CELLS marks before it. */
static gboolean
find_covering (const MspText *text, MspMarkKind kind, gsize offset, guint *out_index)
{
  guint high = find_index (text, offset), low = high > MOST_CELLS ? high - MOST_CELLS : 0;

  while (high-- > low)
    if (get_mark (text, high)->kind == (guint32) kind && get_mark (text, high)->end > offset)
      {
        *out_index = high;
        return TRUE;
      }
  return FALSE;
}

/* First mark of the row that holds the cell at index. */
static guint
find_row_start (const MspText *text, guint index)
{
  guint32 row = get_mark (text, index)->a;
  guint first = index;

  for (guint i = index, n = 0; i > 0 && n < MOST_CELLS; n++)
    {
      const MspMark *mark = get_mark (text, --i);

      if (mark->kind == MSP_MARK_TABLE || (mark->kind == MSP_MARK_CELL && mark->a != row))
        break;
      if (mark->kind == MSP_MARK_CELL)
        first = i;
    }
  return first;
}

/* The cell nearest before index, index itself included. */
static gboolean
step_to_cell (const MspText *text, guint *index)
{
  for (guint n = 0; n < MOST_CELLS; n++)
    {
      if (get_mark (text, *index)->kind == MSP_MARK_CELL)
        return TRUE;
      if (get_mark (text, *index)->kind == MSP_MARK_TABLE || *index == 0)
        return FALSE;
      (*index)--;
    }
  return FALSE;
}

/* A cell of an earlier row, about row rows of width marks before at; a guess that leaves the table is halved back into it. */
static guint
guess_earlier (const MspText *text, guint at, guint previous, guint32 row, guint width)
{
  guint to = (guint64) width * row >= at ? 0 : at - width * row;

  for (guint n = 0; n < MOST_JUMPS && to < previous; n++)
    {
      if (step_to_cell (text, &to) && get_mark (text, to)->a < row)
        return to;
      to += (previous - to + 1) / 2;
    }
  return previous;
}

/* Row 0 of the table: rows are about equally long, so a guess lands near and the next guess nearer. */
static gboolean
find_header (const MspText *text, guint index, guint *out_first)
{
  guint at = find_row_start (text, index);

  for (guint n = 0; n < MOST_JUMPS; n++)
    {
      guint32 row = get_mark (text, at)->a;
      guint previous = at - 1;

      if (row == 0)
        {
          *out_first = at;
          return at > 0 && get_mark (text, at - 1)->kind == MSP_MARK_TABLE && get_mark (text, at - 1)->b == 1;
        }
      if (at == 0 || !step_to_cell (text, &previous) || get_mark (text, previous)->a >= row)
        return FALSE;
      at = find_row_start (text, guess_earlier (text, at, previous, row, at - find_row_start (text, previous)));
    }
  return FALSE;
}

static void
take_part (MspNameLabel label, MspSpan value, MspNameParts *parts)
{
  MspSpan *part = label == MSP_NAME_LABEL_FULL ? &parts->full : label == MSP_NAME_LABEL_FAMILY ? &parts->family : &parts->given;

  if (part->len == 0 && msp_name_label_accepts (label, value))
    *part = value;
}

static gboolean
has_name (MspNameParts *parts)
{
  return parts->full.len > 0 || (parts->family.len > 0 && parts->given.len > 0);
}

/* What the header over column says. */
static MspNameLabel
get_column_label (const MspText *text, guint header, guint32 column)
{
  for (guint i = header; i < text->marks->len && i < header + 2 * MOST_CELLS; i++)
    {
      const MspMark *mark = get_mark (text, i);

      if (mark->kind == MSP_MARK_CELL && mark->a != 0)
        break;
      if (mark->kind == MSP_MARK_CELL && mark->b == column)
        return msp_name_label_read (get_span (text, mark));
    }
  return MSP_NAME_LABEL_NONE;
}

/* Without a telling header: the one cell of the row that is a name from end to end. */
static void
take_shape (MspSpan value, guint *n, MspNameParts *parts)
{
  MspNameFound found;

  if (value.len > 0 && value.len < 80 && msp_name_find (value, 0, &found) && found.start == 0 && found.end + 3 >= value.len &&
      found.known)
    {
      parts->full = value;
      (*n)++;
    }
}

gboolean
msp_person_is_in_row (const MspText *text, gsize offset)
{
  guint cell;

  return find_covering (text, MSP_MARK_CELL, offset, &cell);
}

gboolean
msp_person_find_in_row (const MspText *text, gsize offset, MspNameParts *out_parts)
{
  guint cell, first, header = 0, shapes = 0;
  gboolean has_header;
  MspNameParts by_header = { 0 }, by_shape = { 0 };
  guint32 row;

  if (!find_covering (text, MSP_MARK_CELL, offset, &cell))
    return FALSE;
  row = get_mark (text, cell)->a;
  first = find_row_start (text, cell);
  has_header = find_header (text, cell, &header) && header != first;
  for (guint i = first; i < text->marks->len && i < first + 2 * MOST_CELLS; i++)
    {
      const MspMark *mark = get_mark (text, i);
      MspNameLabel label;

      if (mark->kind == MSP_MARK_TABLE || (mark->kind == MSP_MARK_CELL && mark->a != row))
        break;
      if (mark->kind != MSP_MARK_CELL || i == cell)
        continue;
      label = has_header ? get_column_label (text, header, mark->b) : MSP_NAME_LABEL_NONE;
      if (label != MSP_NAME_LABEL_NONE)
        take_part (label, get_span (text, mark), &by_header);
      take_shape (get_span (text, mark), &shapes, &by_shape);
    }
  *out_parts = has_name (&by_header) ? by_header : by_shape;
  return has_name (&by_header) || shapes == 1;
}

gboolean
msp_person_find_in_fields (const MspText *text, gsize offset, MspNameParts *out_parts)
{
  guint field, first;

  *out_parts = (MspNameParts) { 0 };
  if (!find_covering (text, MSP_MARK_FIELD_VALUE, offset, &field))
    return FALSE;
  first = field > MOST_FIELDS ? field - MOST_FIELDS : 0;
  for (guint i = first; i + 1 < text->marks->len && i < field + MOST_FIELDS; i++)
    if (get_mark (text, i)->kind == MSP_MARK_FIELD_NAME && get_mark (text, i + 1)->kind == MSP_MARK_FIELD_VALUE)
      {
        MspNameLabel label = msp_name_label_read (get_span (text, get_mark (text, i)));

        if (label != MSP_NAME_LABEL_NONE)
          take_part (label, get_span (text, get_mark (text, i + 1)), out_parts);
      }
  return has_name (out_parts);
}
