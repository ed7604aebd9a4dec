/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/grid.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static gboolean
is_continuation (char c)
{
  return ((guint8) c & 0xc0) == 0x80;
}

/* The first of two spaces at or behind at; the length of line if there is none. */
static gsize
find_two_spaces (MspSpan line, gsize at)
{
#ifdef __SSE2__
  const __m128i space = _mm_set1_epi8 (' ');

  for (; at + 17 <= line.len; at += 16)
    {
      __m128i here = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) (line.data + at)), space);
      __m128i next = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) (line.data + at + 1)), space);
      guint32 mask = (guint32) _mm_movemask_epi8 (_mm_and_si128 (here, next));

      if (mask != 0)
        return at + (gsize) __builtin_ctz (mask);
    }
#endif
  while (at + 1 < line.len && (line.data[at] != ' ' || line.data[at + 1] != ' '))
    at++;
  return at + 1 < line.len ? at : line.len;
}

gboolean
msp_grid_has_gap (MspSpan line)
{
  gsize first = 0;

  while (first < line.len && (line.data[first] == ' ' || line.data[first] == '>'))
    first++;
  first = find_two_spaces (line, MIN (first + 1, line.len));
  while (first < line.len && line.data[first] == ' ')
    first++;
  return first < line.len;
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

/* Byte offsets of the columns that begin at starts, and of the end. */
static void
split (MspSpan line, const guint *starts, guint n, gsize out_offsets[MSP_GRID_MAX_COLUMNS + 1])
{
  guint column = 0, position = 0;

  for (gsize i = 0; i < line.len && column < n; i++)
    {
      if (is_continuation (line.data[i]))
        continue;
      if (position == starts[column])
        out_offsets[column++] = i;
      position++;
    }
  while (column <= n)
    out_offsets[column++] = line.len;
}

/* Number of columns that hold more than spaces. */
static guint
count_filled (MspSpan line, const gsize *offsets, guint n)
{
  guint filled = 0;

  for (guint i = 0; i < n; i++)
    for (gsize at = offsets[i]; at < offsets[i + 1]; at++)
      if (line.data[at] != ' ')
        {
          filled++;
          break;
        }
  return filled;
}

gboolean
msp_grid_add (MspGrid *self, MspSpan line)
{
  MspGrid next;
  guint starts[MSP_GRID_MAX_COLUMNS], position = 0, n;
  gsize offsets[MSP_GRID_MAX_COLUMNS + 1];

  if (line.len > 4 * MSP_GRID_WIDTH || !msp_grid_has_gap (line) || memchr (line.data, '\t', line.len) != NULL)
    return FALSE;
  next = *self;
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
  split (line, starts, n, offsets);
  if (count_filled (line, offsets, n) < 2)
    return FALSE;
  *self = next;
  return TRUE;
}

guint
msp_grid_split (const MspGrid *self, MspSpan line, gsize out_offsets[MSP_GRID_MAX_COLUMNS + 1])
{
  guint starts[MSP_GRID_MAX_COLUMNS], n = find_columns (self, starts);

  split (line, starts, n, out_offsets);
  return n;
}
