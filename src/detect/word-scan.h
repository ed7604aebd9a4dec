/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words of a text that a table may hold, chunk by chunk: first the places where words begin as bits, then their keys against
   the filter of the table, without a branch for either, since which words begin where cannot be foretold. A word begins with an
   ASCII letter or digit behind another byte, with a byte above ASCII behind anything that is neither, or with any character of
   scripts that put no spaces between words (lead bytes from 0xE0 on). */

#include "base/span.h"
#include "detect/word-table.h"

#define MSP_WORD_CHUNK 2048
#define MSP_WORD_BEHIND 80   /* bytes read behind a chunk: a block, a word that begins in front of it, and what follows that */

typedef struct {
  const MspWordTable *table;
  MspSpan             text;
  gsize               at;                                 /* where the chunk begins in text */
  const char         *data;                               /* the chunk and MSP_WORD_BEHIND bytes more */
  guint               n;
  guint16             places[MSP_WORD_CHUNK];             /* in the chunk, rising */
  guint64             starts[MSP_WORD_CHUNK / 64 + 2];    /* a bit a byte: where words begin */
  guint64             alnum[MSP_WORD_CHUNK / 64 + 2];     /* ASCII letters and digits */
  guint64             any[MSP_WORD_CHUNK / 64 + 2];       /* and those from 0x80 on */
  char                letters[MSP_WORD_CHUNK + 64];       /* of alnum, with the bit 0x20 set; zero elsewhere */
  char                padded[MSP_WORD_CHUNK + 2 * MSP_WORD_BEHIND];
} MspWordScan;

void     msp_word_scan_init   (MspWordScan *self, const MspWordTable *table, MspSpan text);

/* Fills places for the next chunk; FALSE behind the last. */
gboolean msp_word_scan_next   (MspWordScan *self);

/* The same without SIMD: its twin, to be tested against. */
gboolean msp_word_scan_next_scalar (MspWordScan *self);

/* Number of bytes of the word that begins at place of the chunk, up to MSP_WORD_KEY. A word that begins in ASCII ends at the
   first byte that is no ASCII letter or digit, so that quotes and accents behind it do not matter; others take any byte from 0x80
   on too. */
static inline guint
msp_word_scan_get_len (const MspWordScan *self, guint place)
{
  const guint64 *bits = (guint8) self->data[place] < 0x80 ? self->alnum : self->any;
  guint64 run = bits[place >> 6] >> (place & 63) | bits[(place >> 6) + 1] << 1 << (63 - (place & 63));

  return (guint) __builtin_ctzll (~run | 1u << MSP_WORD_KEY);
}

/* Its first len bytes as a key. */
static inline MspWordKey
msp_word_scan_get_key (const MspWordScan *self, guint place, guint len)
{
  guint64 key;

  memcpy (&key, self->data + place, sizeof key);
  key |= G_GUINT64_CONSTANT (0x2020202020202020);
  return key & (G_BYTE_ORDER == G_LITTLE_ENDIAN ? G_MAXUINT64 >> (64 - 8 * len) : G_MAXUINT64 << (64 - 8 * len));
}
