/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/nibbles.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define BLOCK 32

/* Which places of a block may be hits, as bits. */
typedef guint32 (*Match) (const MspNibbles *nibbles, const char *data);

void
msp_nibbles_add (MspNibbles *self, guint n, guint16 low, guint16 high, guint bucket)
{
  self->n_sets = MAX (self->n_sets, bucket / 8 + 1);
  for (guint half = 0; half < 16; half++)
    {
      self->low[bucket / 8][n][half] |= (guint8) ((low >> half & 1) << bucket % 8);
      self->high[bucket / 8][n][half] |= (guint8) ((high >> half & 1) << bucket % 8);
    }
}

void
msp_nibbles_add_byte (MspNibbles *self, guint n, guint8 byte, guint bucket)
{
  msp_nibbles_add (self, n, (guint16) (1u << (byte & 15)), (guint16) (1u << (byte >> 4)), bucket);
}

void
msp_nibble_scan_init (MspNibbleScan *self, const MspNibbles *nibbles, MspSpan text)
{
  *self = (MspNibbleScan) { nibbles, text, 0 };
}

/* The hits of the last block, which the text does not fill. */
static inline guint32
match_rest (const MspNibbleScan *self, gsize at, Match match)
{
  gsize left = self->text.len - at;
  char padded[BLOCK + MSP_NIBBLES_BEHIND] = { 0 };

  memcpy (padded, self->text.data + at, MIN (left, sizeof padded));
  guint32 hits = match (self->nibbles, padded);

  return left < BLOCK ? hits & ((1u << left) - 1) : hits;
}

G_ALWAYS_INLINE static inline guint32
next (MspNibbleScan *self, gsize *out_base, Match match)
{
  gsize at = self->next;
  guint32 hits = 0;

  for (; hits == 0 && at + BLOCK + MSP_NIBBLES_BEHIND <= self->text.len; at += BLOCK)
    hits = match (self->nibbles, self->text.data + at);
  for (; hits == 0 && at < self->text.len; at += BLOCK)
    hits = match_rest (self, at, match);
  self->next = at;
  *out_base = at - MIN (at, BLOCK);
  return hits;
}

G_ALWAYS_INLINE static inline void
fill (const MspNibbles *nibbles, const char *data, guint n_blocks, guint64 *out_hits, Match match)
{
  for (guint i = 0; i < n_blocks; i++, data += 2 * BLOCK)
    out_hits[i] = match (nibbles, data) | (guint64) match (nibbles, data + BLOCK) << BLOCK;
}

static inline guint32
match_scalar (const MspNibbles *nibbles, const char *data)
{
  guint32 hits = 0;

  for (guint i = 0; i < BLOCK; i++)
    for (guint set = 0; set < MSP_NIBBLES_SETS; set++)
      {
        guint8 buckets = 0xFF;

        for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
          buckets &= nibbles->low[set][n][(guint8) data[i + n] & 15] & nibbles->high[set][n][(guint8) data[i + n] >> 4];
        hits |= (guint32) (buckets != 0) << i;
      }
  return hits;
}

guint32
msp_nibble_scan_next_scalar (MspNibbleScan *self, gsize *out_base)
{
  return next (self, out_base, match_scalar);
}

void
msp_nibbles_fill_scalar (const MspNibbles *self, const char *data, guint n_blocks, guint64 *out_hits)
{
  fill (self, data, n_blocks, out_hits, match_scalar);
}

#ifdef __x86_64__
#define TARGET __attribute__ ((target ("avx2")))

TARGET static inline __m256i
look_up (const guint8 table[16], __m256i halves)
{
  return _mm256_shuffle_epi8 (_mm256_broadcastsi128_si256 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) table)), halves);
}

G_ALWAYS_INLINE TARGET static inline guint32
match_sets (const MspNibbles *nibbles, const char *data, guint n_sets)
{
  const __m256i half = _mm256_set1_epi8 (15), all = _mm256_set1_epi8 (-1);
  __m256i buckets[MSP_NIBBLES_SETS] = { all, n_sets > 1 ? all : _mm256_setzero_si256 () };

#pragma GCC unroll 4
  for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
    {
      __m256i bytes = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (data + n));
      __m256i low = _mm256_and_si256 (bytes, half), high = _mm256_and_si256 (_mm256_srli_epi16 (bytes, 4), half);

      for (guint set = 0; set < n_sets; set++)
        buckets[set] = _mm256_and_si256 (buckets[set], _mm256_and_si256 (look_up (nibbles->low[set][n], low),
                                                                         look_up (nibbles->high[set][n], high)));
    }
  return ~(guint32) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (_mm256_or_si256 (buckets[0], buckets[1]), _mm256_setzero_si256 ()));
}

TARGET static inline guint32
match_one_set (const MspNibbles *nibbles, const char *data)
{
  return match_sets (nibbles, data, 1);
}

TARGET static inline guint32
match_two_sets (const MspNibbles *nibbles, const char *data)
{
  return match_sets (nibbles, data, 2);
}

TARGET static guint32
next_avx2 (MspNibbleScan *self, gsize *out_base)
{
  return self->nibbles->n_sets < 2 ? next (self, out_base, match_one_set) : next (self, out_base, match_two_sets);
}

TARGET static void
fill_avx2 (const MspNibbles *nibbles, const char *data, guint n_blocks, guint64 *out_hits)
{
  if (nibbles->n_sets < 2)
    fill (nibbles, data, n_blocks, out_hits, match_one_set);
  else
    fill (nibbles, data, n_blocks, out_hits, match_two_sets);
}

static inline gboolean
has_avx2 (void)
{
  static int has = -1;

  if (G_UNLIKELY (has < 0))
    has = __builtin_cpu_supports ("avx2") != 0;
  return has;
}

guint32
msp_nibble_scan_next (MspNibbleScan *self, gsize *out_base)
{
  return has_avx2 () ? next_avx2 (self, out_base) : msp_nibble_scan_next_scalar (self, out_base);
}

void
msp_nibbles_fill (const MspNibbles *self, const char *data, guint n_blocks, guint64 *out_hits)
{
  if (has_avx2 ())
    fill_avx2 (self, data, n_blocks, out_hits);
  else
    msp_nibbles_fill_scalar (self, data, n_blocks, out_hits);
}
#else
guint32
msp_nibble_scan_next (MspNibbleScan *self, gsize *out_base)
{
  return msp_nibble_scan_next_scalar (self, out_base);
}

void
msp_nibbles_fill (const MspNibbles *self, const char *data, guint n_blocks, guint64 *out_hits)
{
  msp_nibbles_fill_scalar (self, data, n_blocks, out_hits);
}
#endif
