/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/nibbles.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define BLOCK 64

/* Which places of a block may be hits, as bits. */
typedef guint64 (*Match) (const MspNibbles *nibbles, const char *data);

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
msp_nibble_scan_init (MspNibbleScan *self, const MspNibbles *nibbles, MspSpan text)
{
  *self = (MspNibbleScan) { nibbles, text, 0 };
}

/* The hits of the last block, which the text does not fill. */
static inline guint64
match_rest (const MspNibbleScan *self, gsize at, Match match)
{
  gsize left = self->text.len - at;
  char padded[BLOCK + MSP_NIBBLES_BEHIND] = { 0 };

  memcpy (padded, self->text.data + at, MIN (left, sizeof padded));
  guint64 hits = match (self->nibbles, padded);

  return left < BLOCK ? hits & ((G_GUINT64_CONSTANT (1) << left) - 1) : hits;
}

G_ALWAYS_INLINE static inline guint64
next (MspNibbleScan *self, gsize *out_base, Match match)
{
  gsize at = self->next;
  guint64 hits = 0;

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
  for (guint i = 0; i < n_blocks; i++)
    out_hits[i] = match (nibbles, data + BLOCK * i);
}

static guint64
match_scalar (const MspNibbles *nibbles, const char *data)
{
  guint64 hits = 0;

  for (guint i = 0; i < BLOCK; i++)
    for (guint set = 0; set < MSP_NIBBLES_SETS; set++)
      {
        guint8 buckets = 0xFF;

        for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
          buckets &= nibbles->low[set][n][(guint8) data[i + n] & 15] & nibbles->high[set][n][(guint8) data[i + n] >> 4];
        hits |= (guint64) (buckets != 0) << i;
      }
  return hits;
}

#ifdef __x86_64__
#define AVX2 __attribute__ ((target ("avx2")))
#define AVX512 __attribute__ ((target ("avx512f,avx512bw")))

AVX2 static inline __m256i
look_up_32 (const guint8 table[16], __m256i halves)
{
  return _mm256_shuffle_epi8 (_mm256_broadcastsi128_si256 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) table)), halves);
}

G_ALWAYS_INLINE AVX2 static inline guint32
match_32 (const MspNibbles *nibbles, const char *data, guint n_sets)
{
  const __m256i half = _mm256_set1_epi8 (15), all = _mm256_set1_epi8 (-1);
  __m256i buckets[MSP_NIBBLES_SETS] = { all, n_sets > 1 ? all : _mm256_setzero_si256 () };

#pragma GCC unroll 4
  for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
    {
      __m256i bytes = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (data + n));
      __m256i low = _mm256_and_si256 (bytes, half), high = _mm256_and_si256 (_mm256_srli_epi16 (bytes, 4), half);

      for (guint set = 0; set < n_sets; set++)
        buckets[set] = _mm256_and_si256 (buckets[set], _mm256_and_si256 (look_up_32 (nibbles->low[set][n], low),
                                                                         look_up_32 (nibbles->high[set][n], high)));
    }
  return ~(guint32) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (_mm256_or_si256 (buckets[0], buckets[1]), _mm256_setzero_si256 ()));
}

AVX2 static inline guint64
match_one_set_avx2 (const MspNibbles *nibbles, const char *data)
{
  return match_32 (nibbles, data, 1) | (guint64) match_32 (nibbles, data + 32, 1) << 32;
}

AVX2 static inline guint64
match_two_sets_avx2 (const MspNibbles *nibbles, const char *data)
{
  return match_32 (nibbles, data, 2) | (guint64) match_32 (nibbles, data + 32, 2) << 32;
}

AVX2 static guint64
next_avx2 (MspNibbleScan *self, gsize *out_base)
{
  return self->nibbles->n_sets < 2 ? next (self, out_base, match_one_set_avx2) : next (self, out_base, match_two_sets_avx2);
}

AVX2 static void
fill_avx2 (const MspNibbles *nibbles, const char *data, guint n_blocks, guint64 *out_hits)
{
  if (nibbles->n_sets < 2)
    fill (nibbles, data, n_blocks, out_hits, match_one_set_avx2);
  else
    fill (nibbles, data, n_blocks, out_hits, match_two_sets_avx2);
}

AVX512 static inline __m512i
look_up_64 (const guint8 table[16], __m512i halves)
{
  return _mm512_shuffle_epi8 (_mm512_broadcast_i32x4 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) table)), halves);
}

G_ALWAYS_INLINE AVX512 static inline guint64
match_64 (const MspNibbles *nibbles, const char *data, guint n_sets)
{
  const __m512i half = _mm512_set1_epi8 (15), all = _mm512_set1_epi8 (-1);
  __m512i buckets[MSP_NIBBLES_SETS] = { all, n_sets > 1 ? all : _mm512_setzero_si512 () };

#pragma GCC unroll 4
  for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
    {
      __m512i bytes = _mm512_loadu_si512 (data + n);
      __m512i low = _mm512_and_si512 (bytes, half), high = _mm512_and_si512 (_mm512_srli_epi16 (bytes, 4), half);

      for (guint set = 0; set < n_sets; set++)
        buckets[set] = _mm512_and_si512 (buckets[set], _mm512_and_si512 (look_up_64 (nibbles->low[set][n], low),
                                                                         look_up_64 (nibbles->high[set][n], high)));
    }
  __m512i any = _mm512_or_si512 (buckets[0], buckets[1]);

  return _mm512_test_epi8_mask (any, any);
}

AVX512 static inline guint64
match_one_set_avx512 (const MspNibbles *nibbles, const char *data)
{
  return match_64 (nibbles, data, 1);
}

AVX512 static inline guint64
match_two_sets_avx512 (const MspNibbles *nibbles, const char *data)
{
  return match_64 (nibbles, data, 2);
}

AVX512 static guint64
next_avx512 (MspNibbleScan *self, gsize *out_base)
{
  return self->nibbles->n_sets < 2 ? next (self, out_base, match_one_set_avx512) : next (self, out_base, match_two_sets_avx512);
}

AVX512 static void
fill_avx512 (const MspNibbles *nibbles, const char *data, guint n_blocks, guint64 *out_hits)
{
  if (nibbles->n_sets < 2)
    fill (nibbles, data, n_blocks, out_hits, match_one_set_avx512);
  else
    fill (nibbles, data, n_blocks, out_hits, match_two_sets_avx512);
}

/* Processors without VBMI slow down for such wide vectors. */
static MspNibblesWay
find_way (void)
{
  if (__builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512vbmi"))
    return MSP_NIBBLES_AVX512;
  return __builtin_cpu_supports ("avx2") ? MSP_NIBBLES_AVX2 : MSP_NIBBLES_SCALAR;
}
#else
#define next_avx2(self, out_base) next (self, out_base, match_scalar)
#define next_avx512(self, out_base) next (self, out_base, match_scalar)
#define fill_avx2(self, data, n_blocks, out_hits) fill (self, data, n_blocks, out_hits, match_scalar)
#define fill_avx512(self, data, n_blocks, out_hits) fill (self, data, n_blocks, out_hits, match_scalar)

static MspNibblesWay
find_way (void)
{
  return MSP_NIBBLES_SCALAR;
}
#endif

MspNibblesWay
msp_nibbles_get_way (void)
{
  static int way = -1;

  if (G_UNLIKELY (way < 0))
    way = (int) find_way ();
  return (MspNibblesWay) way;
}

guint64
msp_nibble_scan_next_by (MspNibbleScan *self, MspNibblesWay way, gsize *out_base)
{
  switch (MIN (way, msp_nibbles_get_way ()))
    {
    case MSP_NIBBLES_AVX512:
      return next_avx512 (self, out_base);
    case MSP_NIBBLES_AVX2:
      return next_avx2 (self, out_base);
    default:
      return next (self, out_base, match_scalar);
    }
}

guint64
msp_nibble_scan_next (MspNibbleScan *self, gsize *out_base)
{
  return msp_nibble_scan_next_by (self, msp_nibbles_get_way (), out_base);
}

void
msp_nibbles_fill_by (const MspNibbles *self, MspNibblesWay way, const char *data, guint n_blocks, guint64 *out_hits)
{
  switch (MIN (way, msp_nibbles_get_way ()))
    {
    case MSP_NIBBLES_AVX512:
      fill_avx512 (self, data, n_blocks, out_hits);
      break;
    case MSP_NIBBLES_AVX2:
      fill_avx2 (self, data, n_blocks, out_hits);
      break;
    default:
      fill (self, data, n_blocks, out_hits, match_scalar);
    }
}

void
msp_nibbles_fill (const MspNibbles *self, const char *data, guint n_blocks, guint64 *out_hits)
{
  msp_nibbles_fill_by (self, msp_nibbles_get_way (), data, n_blocks, out_hits);
}
