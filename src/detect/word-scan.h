/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words of a text that a table may hold, chunk by chunk: first the places where words begin as bits, and sums of the first
   bytes at all places, then those of words against the filter of the table, then the keys of what is left against its slots; none
   of it with a branch, since which words begin where cannot be foretold. A word begins with an ASCII letter or digit behind
   another byte, with a byte above ASCII behind anything that is neither, or with any character of scripts that put no spaces
   between words (lead bytes from 0xE0 on). */

#include "base/span.h"
#include "detect/word-table.h"

#define MSP_WORD_CHUNK 2048
#define MSP_WORD_BEHIND 80   /* bytes read behind a chunk: a block, a word that begins in front of it, and what follows that */

typedef struct {
  const MspWordTable *table;
  MspSpan             text;
  gsize               at, len;                            /* the chunk in text */
  const char         *data;                               /* the chunk and MSP_WORD_BEHIND bytes more */
  guint               n;
  guint16             places[MSP_WORD_CHUNK];             /* in the chunk, rising */
  MspWordKey          keys[MSP_WORD_CHUNK];               /* of the words there */
  guint64             starts[MSP_WORD_CHUNK / 64 + 2];    /* a bit a byte: where words begin */
  guint64             alnum[MSP_WORD_CHUNK / 64 + 2];     /* ASCII letters and digits */
  guint64             any[MSP_WORD_CHUNK / 64 + 2];       /* and those from 0x80 on */
  char                letters[MSP_WORD_CHUNK + 64];       /* of alnum, with the bit 0x20 set; zero elsewhere */
  guint16             sums[MSP_WORD_CHUNK];               /* where words begin */
  char                padded[4 * MSP_WORD_BEHIND];        /* the last bytes of text, and zeros */
} MspWordScan;

void     msp_word_scan_init   (MspWordScan *self, const MspWordTable *table, MspSpan text);

/* Fills places for the next chunk; FALSE behind the last. */
gboolean msp_word_scan_next   (MspWordScan *self);

/* Ways to do it, the last that the processor has is taken; each finds the same. */
typedef enum { MSP_WORD_SCALAR, MSP_WORD_AVX2 } MspWordWay;

MspWordWay msp_word_get_way  (void);

/* way: at most that one. To be tested against one another. */
gboolean msp_word_scan_next_by (MspWordScan *self, MspWordWay way);

/* Number of bytes of the word whose key it is. */
static inline guint
msp_word_key_get_len (MspWordKey key)
{
  guint last = (guint) (G_BYTE_ORDER == G_LITTLE_ENDIAN ? __builtin_clzll (key) : __builtin_ctzll (key)) ^ 63;

  return last / 8 + 1;
}
