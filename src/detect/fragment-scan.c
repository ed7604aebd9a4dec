/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/fragment-scan.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define BLOCK 64

/* Whether any wanted fragment fits in the first n_bytes at data: 1 or 0. */
typedef guint (*Test) (const MspFragmentScan *self, const char *data, guint n_bytes);

void
msp_fragment_scan_init (MspFragmentScan *self, const MspFragmentFilter *filter, const MspFragmentSet *unwanted, MspSpan text)
{
  self->filter = filter;
  for (guint i = 0; i < G_N_ELEMENTS (self->wanted.bits); i++)
    self->wanted.bits[i] = ~unwanted->bits[i];
  self->text = text;
  self->at = self->len = 0;
  self->n = 0;
}

/* Moves on to the next chunk: where it lies, but for the end of the text, of which no more is copied than must be. FALSE behind
   the last. */
static gboolean
move (MspFragmentScan *self)
{
  self->at += self->len;
  gsize left = self->text.len - self->at, whole = (left - MIN (left, MSP_FRAGMENT_WINDOW - 1)) / BLOCK * BLOCK;

  self->data = self->text.data + self->at;
  self->len = whole > 0 ? MIN (whole, MSP_FRAGMENT_CHUNK) : left;
  if (whole == 0)
    {
      memset (self->padded, 0, sizeof self->padded);
      if (left > 0)
        memcpy (self->padded, self->data, left);
      self->data = self->padded;
    }
  return left > 0;
}

G_ALWAYS_INLINE static inline guint
sift_block (MspFragmentScan *self, guint i, guint kept, Test test)
{
  for (guint64 hits = self->hits[i]; hits != 0; hits &= hits - 1)
    {
      guint place = BLOCK * i + (guint) __builtin_ctzll (hits);

      self->places[kept] = (guint16) place;
      kept += test (self, self->data + place, MSP_NIBBLES_LEN);
    }
  return kept;
}

/* Keeps of the first n places those where a fragment fits in n_bytes; how many. */
G_ALWAYS_INLINE static inline guint
sift_places (MspFragmentScan *self, guint n, guint n_bytes, Test test)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    {
      guint16 place = self->places[i];

      self->places[kept] = place;
      kept += test (self, self->data + place, n_bytes);
    }
  return kept;
}

static guint
count_blocks (const MspFragmentScan *self)
{
  return (guint) (self->len + BLOCK - 1) / BLOCK;
}

/* What hits behind the chunk is none of the text's. */
static void
drop_behind (MspFragmentScan *self)
{
  if (self->len % BLOCK != 0)
    self->hits[self->len / BLOCK] &= (G_GUINT64_CONSTANT (1) << self->len % BLOCK) - 1;
}

G_ALWAYS_INLINE static inline void
sift (MspFragmentScan *self, Test test)
{
  guint n_blocks = count_blocks (self), kept = 0;

  drop_behind (self);
  for (guint i = 0; i < n_blocks; i++)
    kept = sift_block (self, i, kept, test);
  self->n = sift_places (self, kept, MSP_FRAGMENT_WINDOW, test);
}

static inline guint
test_scalar (const MspFragmentScan *self, const char *data, guint n_bytes)
{
  MspFragmentSet set = msp_fragment_scan_get (self, data, n_bytes);

  return (set.bits[0] | set.bits[1] | set.bits[2] | set.bits[3]) != 0;
}

gboolean
msp_fragment_scan_next_scalar (MspFragmentScan *self)
{
  if (!move (self))
    return FALSE;
  msp_nibbles_fill_by (&self->filter->nibbles, MSP_NIBBLES_SCALAR, self->data, count_blocks (self), self->hits);
  sift (self, test_scalar);
  return TRUE;
}

#ifdef __x86_64__
#define TARGET __attribute__ ((target ("avx2,bmi")))

TARGET static inline __m256i
load (const MspFragmentSet *set)
{
  return _mm256_loadu_si256 ((const __m256i *) (gconstpointer) set);
}

TARGET static inline guint
test_avx2 (const MspFragmentScan *self, const char *data, guint n_bytes)
{
  __m256i set = load (&self->wanted);

#pragma GCC unroll 8
  for (guint n = 0; n < n_bytes; n++)
    set = _mm256_and_si256 (set, load (&self->filter->fits[n][(guint8) data[n]]));
  return !_mm256_testz_si256 (set, set);
}

TARGET static void
sift_avx2 (MspFragmentScan *self)
{
  sift (self, test_avx2);
}

#define WIDE __attribute__ ((target ("avx512f,avx512bw,avx512vbmi,avx512vbmi2,avx2,bmi,popcnt")))

/* A table of 128 bytes. */
typedef struct {
  __m512i front, back;
} Table;

WIDE static inline __m512i
look_up (const Table *table, const char *data)
{
  return _mm512_permutex2var_epi8 (table->front, _mm512_loadu_si512 (data), table->back);
}

WIDE static inline guint64
match_64 (const Table tables[MSP_NIBBLES_SETS][MSP_NIBBLES_LEN], const char *data)
{
  __m512i any = _mm512_setzero_si512 ();

#pragma GCC unroll 2
  for (guint set = 0; set < MSP_NIBBLES_SETS; set++)
    any = _mm512_or_si512 (any, _mm512_and_si512 (_mm512_and_si512 (look_up (&tables[set][0], data),
                                                                    look_up (&tables[set][1], data + 1)),
                                                  _mm512_and_si512 (look_up (&tables[set][2], data + 2),
                                                                    look_up (&tables[set][3], data + 3))));
  return _mm512_test_epi8_mask (any, any);
}

/* As msp_nibbles_fill, but by whole bytes, which let half as many places through. FALSE if there is a byte beyond ASCII: the
   tables do not have it. */
WIDE static gboolean
fill_wide (MspFragmentScan *self)
{
  const guint n_blocks = count_blocks (self);
  __m512i bytes = _mm512_setzero_si512 ();
  Table tables[MSP_NIBBLES_SETS][MSP_NIBBLES_LEN];

#pragma GCC unroll 8
  for (guint i = 0; i < MSP_NIBBLES_SETS * MSP_NIBBLES_LEN; i++)
    {
      const guint set = i / MSP_NIBBLES_LEN, n = i % MSP_NIBBLES_LEN;
      const guint8 *buckets = self->filter->buckets[set][n];

      tables[set][n] = (Table) { _mm512_loadu_si512 (buckets), _mm512_loadu_si512 (buckets + 64) };
    }
  for (guint i = 0; i < n_blocks; i++)
    {
      const char *data = self->data + BLOCK * i;

      bytes = _mm512_or_si512 (bytes, _mm512_or_si512 (_mm512_loadu_si512 (data),
                                                       _mm512_loadu_si512 (data + MSP_NIBBLES_BEHIND)));
      self->hits[i] = match_64 (tables, data);
    }
  return _mm512_movepi8_mask (bytes) == 0;
}

/* Writes the places of the hits in half a block; how many. */
WIDE static inline guint
write_half (guint32 hits, guint first, guint16 *out_places)
{
  const __m512i rising = _mm512_set_epi16 (31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10,
                                           9, 8, 7, 6, 5, 4, 3, 2, 1, 0);

  __m512i places = _mm512_add_epi16 (rising, _mm512_set1_epi16 ((short) first));

  _mm512_storeu_si512 (out_places, _mm512_maskz_compress_epi16 (hits, places));
  return (guint) _mm_popcnt_u32 (hits);
}

/* All places first: a loop over those of one block ends where the processor does not foresee it. */
WIDE static void
sift_wide (MspFragmentScan *self)
{
  guint n_blocks = count_blocks (self), n = 0;

  drop_behind (self);
  for (guint i = 0; i < n_blocks; i++)
    {
      n += write_half ((guint32) self->hits[i], BLOCK * i, self->places + n);
      n += write_half ((guint32) (self->hits[i] >> 32), BLOCK * i + 32, self->places + n);
    }
  n = sift_places (self, n, MSP_NIBBLES_LEN, test_avx2);
  self->n = sift_places (self, n, MSP_FRAGMENT_WINDOW, test_avx2);
}

typedef enum { WAY_UNKNOWN, WAY_SCALAR, WAY_AVX2, WAY_WIDE } Way;

static Way
find_way (void)
{
  if (!__builtin_cpu_supports ("avx2") || !__builtin_cpu_supports ("bmi"))
    return WAY_SCALAR;
  return __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512vbmi") && __builtin_cpu_supports ("avx512vbmi2")
         && __builtin_cpu_supports ("popcnt") ? WAY_WIDE : WAY_AVX2;
}

gboolean
msp_fragment_scan_next (MspFragmentScan *self)
{
  static Way way = WAY_UNKNOWN;

  if (G_UNLIKELY (way == WAY_UNKNOWN))
    way = find_way ();
  if (way == WAY_SCALAR)
    return msp_fragment_scan_next_scalar (self);
  if (!move (self))
    return FALSE;
  if (way != WAY_WIDE || !fill_wide (self))
    msp_nibbles_fill (&self->filter->nibbles, self->data, count_blocks (self), self->hits);
  if (way == WAY_WIDE)
    sift_wide (self);
  else
    sift_avx2 (self);
  return TRUE;
}
#else
gboolean
msp_fragment_scan_next (MspFragmentScan *self)
{
  return msp_fragment_scan_next_scalar (self);
}
#endif
