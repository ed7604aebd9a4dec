/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/grid.h"

static gboolean
is_continuation (char c)
{
  return ((guint8) c & 0xc0) == 0x80;
}

gboolean
msp_grid_has_gap (MspSpan line)
{
  gsize first = 0;

  while (first < line.len && (line.data[first] == ' ' || line.data[first] == '>'))
    first++;
  for (gsize i = first + 1; i + 2 < line.len; i++)
    if (line.data[i] == ' ' && line.data[i + 1] == ' ' && line.data[i + 2] != ' ')
      return TRUE;
  return FALSE;
}

/* Where the columns begin, by position; a column begins after two unused positions. */
static guint
find_columns (const MspGrid *self, guint out_starts[MSP_GRID_MAX_COLUMNS])
{
  guint n = 0, blank = 2;

  for (guint i = 0; i < self->width && n < MSP_GRID_MAX_COLUMNS; i++)
    {
      if (self->used[i] && blank >= 2)
        out_starts[n++] = i;
      blank = self->used[i] ? 0 : blank + 1;
    }
  return n;
}

gboolean
msp_grid_add (MspGrid *self, MspSpan line)
{
  MspGrid next = *self;
  guint starts[MSP_GRID_MAX_COLUMNS], position = 0, n, filled = 0;

  if (line.len > 4 * MSP_GRID_WIDTH || !msp_grid_has_gap (line) || memchr (line.data, '\t', line.len) != NULL)
    return FALSE;
  for (gsize i = 0; i < line.len; i++)
    {
      if (is_continuation (line.data[i]))
        continue;
      if (position == MSP_GRID_WIDTH)
        return FALSE;
      next.used[position++] |= line.data[i] != ' ';
    }
  next.width = MAX (next.width, position);
  n = find_columns (&next, starts);
  if (n < 2)
    return FALSE;
  gsize offsets[MSP_GRID_MAX_COLUMNS + 1];
  n = msp_grid_split (&next, line, offsets);
  for (guint i = 0; i < n; i++)
    for (gsize at = offsets[i]; at < offsets[i + 1]; at++)
      if (line.data[at] != ' ')
        {
          filled++;
          break;
        }
  if (filled < 2)
    return FALSE;
  *self = next;
  return TRUE;
}

guint
msp_grid_split (const MspGrid *self, MspSpan line, gsize out_offsets[MSP_GRID_MAX_COLUMNS + 1])
{
  guint starts[MSP_GRID_MAX_COLUMNS], n = find_columns (self, starts), column = 0, position = 0;

  for (gsize i = 0; i < line.len; i++)
    {
      if (is_continuation (line.data[i]))
        continue;
      if (column < n && position == starts[column])
        out_offsets[column++] = i;
      position++;
    }
  while (column <= n)
    out_offsets[column++] = line.len;
  return n;
}
