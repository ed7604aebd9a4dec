/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Finds bytes in blocks of 64, a bit for each: where lines end and what divides them is asked so often that a call for each
   line is too slow. */

#include <glib.h>
#include <string.h>

#include "base/span.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define MSP_BLOCK_LEN 64

/* The block of text that begins at offset start, filled up with NUL at the end of the text; it borrows from text or room. */
static inline const char *
msp_block_get (MspSpan text, gsize start, char room[MSP_BLOCK_LEN])
{
  gsize left = text.len - start;

  if (left >= MSP_BLOCK_LEN)
    return text.data + start;
  memset (room, 0, MSP_BLOCK_LEN);
  memcpy (room, text.data + start, left);
  return room;
}

#ifdef __SSE2__
static inline guint64
msp_block_find_16 (const char *block, guint at, char c)
{
  __m128i bytes = _mm_loadu_si128 ((const __m128i *) (const void *) (block + at));

  return (guint64) (guint32) _mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 (c))) << at;
}
#endif

/* Bit i is set if byte i of the block is c. */
static inline guint64
msp_block_find (const char *block, char c)
{
#ifdef __SSE2__
  return msp_block_find_16 (block, 0, c) | msp_block_find_16 (block, 16, c) | msp_block_find_16 (block, 32, c)
         | msp_block_find_16 (block, 48, c);
#else
  guint64 mask = 0;

  for (guint i = 0; i < MSP_BLOCK_LEN; i++)
    mask |= (guint64) (block[i] == c) << i;
  return mask;
#endif
}

/* What lines and cells are told by. */
typedef struct {
  guint64 ends, tabs, bars, spaces;
  guint64 leads;                      /* what the lead of a line may hold (row-reader.h) */
} MspBlockMasks;

/* All of them for n blocks of text: each block is read once. */
void msp_block_read        (const char *text, gsize n, MspBlockMasks *out_masks);

/* One after another: its twin, to be tested against. */
void msp_block_read_scalar (const char *text, gsize n, MspBlockMasks *out_masks);

/* Number of the lowest bit that is set; mask is not 0. */
static inline guint
msp_block_first (guint64 mask)
{
  return (guint) __builtin_ctzll (mask);
}

/* Number of the highest. */
static inline guint
msp_block_last (guint64 mask)
{
  return 63 - (guint) __builtin_clzll (mask);
}

/* The runs of marks that begin at begins: a bit added there carries to the end of its run. */
static inline guint64
msp_block_find_runs (guint64 marks, guint64 begins)
{
  return marks & ~(marks + (marks & begins));
}
