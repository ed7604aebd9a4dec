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

/* Keeps of the first n places those where the whole window fits; how many. */
G_ALWAYS_INLINE static inline guint
sift_windows (MspFragmentScan *self, guint n, Test test)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    {
      guint16 place = self->places[i];

      self->places[kept] = place;
      kept += test (self, self->data + place, MSP_FRAGMENT_WINDOW);
    }
  return kept;
}

static guint
count_blocks (const MspFragmentScan *self)
{
  return (guint) (self->len + BLOCK - 1) / BLOCK;
}

/* What hits behind the chunk is none of the text's. */
G_ALWAYS_INLINE static inline void
sift (MspFragmentScan *self, Test test)
{
  guint n_blocks = count_blocks (self), kept = 0;

  if (self->len % BLOCK != 0)
    self->hits[n_blocks - 1] &= (G_GUINT64_CONSTANT (1) << self->len % BLOCK) - 1;
  for (guint i = 0; i < n_blocks; i++)
    kept = sift_block (self, i, kept, test);
  self->n = sift_windows (self, kept, test);
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

gboolean
msp_fragment_scan_next (MspFragmentScan *self)
{
  static int has_avx2 = -1;

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi");
  if (!has_avx2)
    return msp_fragment_scan_next_scalar (self);
  if (!move (self))
    return FALSE;
  msp_nibbles_fill (&self->filter->nibbles, self->data, count_blocks (self), self->hits);
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
