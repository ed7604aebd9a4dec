/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/grid.h"

#include "base/utf8.h"
#include "extract/block.h"
#include "extract/row-reader.h"

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

  while (first < line.len && msp_row_is_lead (line.data[first]))
    first++;
  first = find_two_spaces (line, MIN (first + 1, line.len));
  while (first < line.len && line.data[first] == ' ')
    first++;
  return first < line.len;
}

/* Sets a bit for each character that is no space. FALSE if line is too wide. */
static gboolean
find_words (MspSpan line, guint64 out_bits[MSP_GRID_WORDS])
{
  guint position = 0;

  memset (out_bits, 0, MSP_GRID_WORDS * sizeof *out_bits);
  for (gsize at = 0; at < line.len;)
    {
      char room[MSP_BLOCK_LEN];
      const char *block = msp_block_get (line, at, room);
      gsize len = MIN (line.len - at, MSP_BLOCK_LEN);

      /* Of a block of ASCII each byte is a position. */
      if (position % MSP_BLOCK_LEN == 0 && position < MSP_GRID_WIDTH && msp_utf8_ascii_length (msp_span_new (block, len)) == len)
        {
          out_bits[position / 64] = ~msp_block_find (block, ' ') & (G_MAXUINT64 >> (MSP_BLOCK_LEN - len));
          position += (guint) len;
          at += len;
          continue;
        }
      for (gsize i = 0; i < len; i++, at++)
        if (!is_continuation (block[i]))
          {
            if (position >= MSP_GRID_WIDTH)
              return FALSE;
            out_bits[position / 64] |= (guint64) (block[i] != ' ') << position % 64;
            position++;
          }
    }
  return position <= MSP_GRID_WIDTH;
}

/* Where the columns begin, by position; a column begins after two unused positions. */
static guint
find_columns (const MspGrid *self, guint out_starts[MSP_GRID_MAX_COLUMNS])
{
  guint64 before = 0;
  guint n = 0;

  for (guint word = 0; word < MSP_GRID_WORDS; before = self->used[word++])
    {
      guint64 used = self->used[word], starts = used & ~(used << 1 | before >> 63) & ~(used << 2 | before >> 62);

      for (; starts != 0 && n < MSP_GRID_MAX_COLUMNS; starts &= starts - 1)
        out_starts[n++] = word * 64 + msp_block_first (starts);
    }
  return n;
}

/* TRUE if the characters set in words, of which there is one, lie in more than one column. */
static gboolean
fills_two (const guint64 words[MSP_GRID_WORDS], const guint *starts, guint n)
{
  guint first = 0, last = MSP_GRID_WORDS - 1, column = 0;

  while (words[first] == 0)
    first++;
  while (words[last] == 0)
    last--;
  first = first * 64 + msp_block_first (words[first]);
  last = last * 64 + msp_block_last (words[last]);
  while (column < n && starts[column] <= first)
    column++;
  return column < n && starts[column] <= last;
}

gboolean
msp_grid_add (MspGrid *self, MspSpan line)
{
  MspGrid next;
  guint starts[MSP_GRID_MAX_COLUMNS], n;
  guint64 words[MSP_GRID_WORDS];

  if (line.len > 4 * MSP_GRID_WIDTH || !msp_grid_has_gap (line) || memchr (line.data, '\t', line.len) != NULL
      || !find_words (line, words))
    return FALSE;
  for (guint i = 0; i < MSP_GRID_WORDS; i++)
    next.used[i] = self->used[i] | words[i];
  n = find_columns (&next, starts);
  if (n < 2 || !fills_two (words, starts, n))
    return FALSE;
  *self = next;
  return TRUE;
}

guint
msp_grid_split (const MspGrid *self, MspSpan line, gsize out_offsets[MSP_GRID_MAX_COLUMNS + 1])
{
  guint starts[MSP_GRID_MAX_COLUMNS], n = find_columns (self, starts), column = 0, position = 0;

  if (msp_utf8_ascii_length (line) == line.len)
    for (; column < n && starts[column] < line.len; column++)
      out_offsets[column] = starts[column];
  else
    for (gsize i = 0; i < line.len && column < n; i++)
      if (!is_continuation (line.data[i]) && position++ == starts[column])
        out_offsets[column++] = i;
  while (column <= n)
    out_offsets[column++] = line.len;
  return n;
}
