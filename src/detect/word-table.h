/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What words may begin, by their first bytes. Most words of a text are in no table: a filter of some kilobytes says so. */

#include <glib.h>
#include <string.h>

#include "detect/image.h"

#define MSP_WORD_KEY 8              /* bytes of a key */
#define MSP_WORD_OPEN 4             /* first bytes by which an open entry is found, and that the filter looks at */
#define MSP_WORD_RAW 16             /* bytes of text compared */
#define MSP_WORD_ANY_FOLLOW G_MAXUINT32

/* The first bytes of a word with the bit 0x20 set, those behind its end zero: as a number, of whatever byte order. */
typedef guint64 MspWordKey;

/* A word fits if its key equals key in the bytes of mask (all of them: exact), and the text from its start, the bit 0x20 set,
   equals raw in the bytes of raw_mask, not cut at the end of the word: that tells "c" from the begin of "c.n.p". */
typedef struct {
  MspWordKey key, mask;
  guint64    raw[2], raw_mask[2];
  guint32    follow;               /* bits of what may stand behind the word and one byte more, which tells "for" from "for
                                      official"; all for open entries */
  guint32    number : 27, len : 4; /* len: of the form, if the key says all there is to it; else 0 */
  guint32    last : 1;             /* of its slot */
  gint32     form;
} MspWordEntry;

/* Entries of one key lie together. Four slots are a cache line. */
typedef struct {
  MspWordKey key;                      /* 0: free */
  guint32    follow;                   /* of all */
  guint32    first : 31, crowded : 1;  /* crowded: a key whose slot this is had to take another one */
} MspWordSlot;

typedef struct {
  MspWordSlot *slots;               /* by their hash, or behind it */
  guint        shift;               /* of a hash, which leaves as many bits as their number has */
} MspWordIndex;

/* For each sum of first bytes a bit: whether some entry begins with such; then the same for open entries alone. */
#define MSP_WORD_FILTER (65536 / 64)

typedef struct {
  GArray       *entries;            /* MspWordEntry, until they are prepared; NULL if they are an image's, read in place */
  MspWordEntry *sorted;             /* each in a cache line of its own */
  guint         n;
  MspWordIndex  exact, open;
  guint64      *filter;             /* 2 * MSP_WORD_FILTER */
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

/* The slot of key behind its own, which is crowded, or NULL. */
const MspWordSlot *msp_word_index_find_behind (const MspWordIndex *self, MspWordKey key);

/* The sum of the first two bytes of a word and the next two, as pairs in the byte order of the machine: bytes behind its end are
   zero. To be had of many places at a time. */
#define MSP_WORD_FACTOR 0x9E37

static inline guint16
msp_word_add_up (guint16 first, guint16 next)
{
  return (guint16) (first * (guint32) MSP_WORD_FACTOR ^ next);
}

static inline guint16
msp_word_get_sum (MspWordKey key)
{
  guint16 pairs[2];

  memcpy (pairs, &key, sizeof pairs);
  return msp_word_add_up (pairs[0], pairs[1]);
}

/* The first MSP_WORD_OPEN bytes. */
static inline MspWordKey
msp_word_get_open (MspWordKey key)
{
  return key & (G_BYTE_ORDER == G_LITTLE_ENDIAN ? G_MAXUINT32 : G_GUINT64_CONSTANT (0xFFFFFFFF00000000));
}

/* The slot that key has if it is not taken. */
static inline const MspWordSlot *
msp_word_index_get_own (const MspWordIndex *self, MspWordKey key)
{
  return &self->slots[key * G_GUINT64_CONSTANT (0xD6E8FEB86659FD93) >> self->shift];
}

/* The slot of key, or NULL. */
static inline const MspWordSlot *
msp_word_index_find (const MspWordIndex *self, MspWordKey key)
{
  const MspWordSlot *own = msp_word_index_get_own (self, key);

  if (own->key == key)
    return own;
  return G_UNLIKELY (own->crowded) ? msp_word_index_find_behind (self, key) : NULL;
}

/* FALSE for most words that fit no entry. */
static inline gboolean
msp_word_table_may_hold (const MspWordTable *self, gsize sum)
{
  return self->filter[sum >> 6] >> (sum & 63) & 1;
}

/* FALSE for most words that fit no open entry. */
static inline gboolean
msp_word_table_may_hold_open (const MspWordTable *self, guint sum)
{
  return self->filter[MSP_WORD_FILTER + (sum >> 6)] >> (sum & 63) & 1;
}

/* The bit of a byte that stands behind a word and one byte more: of two words, where the second begins, in either case. */
static inline guint32
msp_word_get_follow (guint8 byte)
{
  return 1u << (byte & 31);
}

/* FALSE for words that no exact entry may fit. byte: what stands behind the word and one byte more. Where there are entries of
   key, the first is on its way from memory then. */
static inline gboolean
msp_word_table_may_hold_exact (const MspWordTable *self, MspWordKey key, guint8 byte)
{
  const MspWordSlot *slot = msp_word_index_get_own (&self->exact, key);
  guint fits = (slot->key == key) & (slot->follow >> (byte & 31));

  __builtin_prefetch (self->sorted + (slot->first & -fits));
  return fits | slot->crowded;
}
