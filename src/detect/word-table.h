/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What words may begin, by their first bytes. Most words of a text are in no table: a filter of some kilobytes says so. */

#include <glib.h>
#include <string.h>

#include "detect/image.h"

#define MSP_WORD_KEY 8              /* bytes of a key */
#define MSP_WORD_OPEN 4             /* first bytes by which an open entry is found */
#define MSP_WORD_RAW 16             /* bytes of text compared */
#define MSP_WORD_FILTER_BITS 17
#define MSP_WORD_ANY_FOLLOW G_MAXUINT64

/* The first bytes of a word with the bit 0x20 set, those behind its end zero: as a number, of whatever byte order. */
typedef guint64 MspWordKey;

/* A word fits if its key equals key in the bytes of mask (all of them: exact), and the text from its start, the bit 0x20 set,
   equals raw in the bytes of raw_mask, not cut at the end of the word: that tells "c" from the begin of "c.n.p". */
typedef struct {
  guint64    follow;               /* bits of what may stand behind the word and one byte more; all for open entries */
  MspWordKey key, mask;
  guint64    raw[2], raw_mask[2];
  guint32    number : 28, len : 4; /* len: of the form, if the key says all there is to it; else 0 */
  gint32     form;
} MspWordEntry;

/* Entries of one key lie together. */
typedef struct {
  MspWordKey key;
  guint64    follow;                /* of all */
  guint32    first, n;              /* n 0: free */
} MspWordSlot;

typedef struct {
  MspWordSlot *slots;               /* by their hash, or behind it */
  guint        bits;
  guint64      filter[(1u << MSP_WORD_FILTER_BITS) / 64];
} MspWordIndex;

typedef struct {
  GArray       *entries;            /* MspWordEntry, until they are prepared; NULL if they are an image's, which is read in place */
  MspWordEntry *sorted;             /* each in a cache line of its own */
  guint         n;
  MspWordIndex  exact, open;
} MspWordTable;

/* A mask of the first n bytes. */
MspWordKey    msp_word_mask          (gsize n);

void          msp_word_table_init    (MspWordTable *self);
void          msp_word_table_add     (MspWordTable *self, const MspWordEntry *entry);

/* Once all is added. */
void          msp_word_table_prepare (MspWordTable *self);
void          msp_word_table_clear   (MspWordTable *self);

/* Puts the prepared table into an image; makes self that of an image. */
void          msp_word_table_put     (const MspWordTable *self, MspImageWriter *out);
void          msp_word_table_get     (MspWordTable *self, const MspImage *image);

/* The entries found by the whole key, or by its first bytes: *out_n of them, by form, then number; NULL if there are none. */
const MspWordEntry *msp_word_table_get_exact (const MspWordTable *self, MspWordKey key, guint *out_n);
const MspWordEntry *msp_word_table_get_open  (const MspWordTable *self, MspWordKey key, guint *out_n);

/* Upper bits of two hashes that know nothing of each other: a word that the filter lets through by mistake shall not meet just
   the slot of the key it was mistaken for. */
static inline guint
msp_word_hash_filter (MspWordKey key)
{
  return (guint) (key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> (64 - MSP_WORD_FILTER_BITS));
}

static inline guint
msp_word_hash_slot (MspWordKey key, guint bits)
{
  return (guint) (key * G_GUINT64_CONSTANT (0xD6E8FEB86659FD93) >> (64 - bits));
}

/* The first MSP_WORD_OPEN bytes. */
static inline MspWordKey
msp_word_get_open (MspWordKey key)
{
  return key & (G_BYTE_ORDER == G_LITTLE_ENDIAN ? G_MAXUINT32 : G_GUINT64_CONSTANT (0xFFFFFFFF00000000));
}

static inline gboolean
msp_word_index_passes (const MspWordIndex *self, MspWordKey key)
{
  guint bit = msp_word_hash_filter (key);

  return self->filter[bit >> 6] >> (bit & 63) & 1;
}

/* FALSE for most words that fit no entry. */
static inline gboolean
msp_word_table_may_hold (const MspWordTable *self, MspWordKey key)
{
  return msp_word_index_passes (&self->exact, key) | msp_word_index_passes (&self->open, msp_word_get_open (key));
}

/* The bit of the byte that stands behind a word and one byte more: of two words, where the second begins, in either case. Tells
   "for" from "for official". */
static inline guint64
msp_word_get_follow (guint8 byte)
{
  return G_GUINT64_CONSTANT (1) << ((byte & 31) | (byte >> 7) << 5);
}

/* FALSE if index has no entry of key that may stand before one of follow. The first entry is on its way from memory then. */
static inline gboolean
msp_word_table_may_find (const MspWordTable *self, const MspWordIndex *index, MspWordKey key, guint64 follow)
{
  const MspWordSlot *slot = &index->slots[msp_word_hash_slot (key, index->bits)];
  gboolean is_it = slot->key == key;

  __builtin_prefetch (self->sorted + slot->first);
  return msp_word_index_passes (index, key) & ((is_it & ((slot->follow & follow) != 0)) | (!is_it & (slot->n > 0)));
}

/* FALSE for most words that fit no entry, or only entries behind which another byte than byte stands. */
static inline gboolean
msp_word_table_may_hold_before (const MspWordTable *self, MspWordKey key, guint8 byte)
{
  return msp_word_table_may_find (self, &self->exact, key, msp_word_get_follow (byte))
         | msp_word_table_may_find (self, &self->open, msp_word_get_open (key), MSP_WORD_ANY_FOLLOW);
}
