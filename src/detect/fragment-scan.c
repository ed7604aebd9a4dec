/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/fragment-scan.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define BLOCK 64

/* Whether any fragment's bytes stand at data: 1 or 0. */
typedef guint (*Test) (const MspFragmentFilter *filter, const char *data);

void
msp_fragment_scan_init (MspFragmentScan *self, const MspFragmentFilter *filter, MspSpan text)
{
  self->filter = filter;
  self->text = text;
  self->at = 0;
  self->data = NULL;
  self->n = 0;
}

/* Moves on to the next chunk: where it lies, or copied where the text ends before what is read. Number of its bytes. */
static gsize
move (MspFragmentScan *self)
{
  if (self->data != NULL)
    self->at += MSP_FRAGMENT_CHUNK;
  gsize left = self->text.len - MIN (self->at, self->text.len);

  self->data = self->text.data + self->at;
  if (left < MSP_FRAGMENT_CHUNK + MSP_NIBBLES_BEHIND && left > 0)
    {
      memcpy (self->padded, self->data, left);
      memset (self->padded + left, 0, MIN (sizeof self->padded - left, 2 * BLOCK));
      self->data = self->padded;
    }
  return MIN (left, MSP_FRAGMENT_CHUNK);
}

G_ALWAYS_INLINE static inline guint
sift_block (MspFragmentScan *self, guint i, guint kept, Test test)
{
  for (guint64 hits = self->hits[i]; hits != 0; hits &= hits - 1)
    {
      guint place = BLOCK * i + (guint) __builtin_ctzll (hits);

      self->places[kept] = (guint16) place;
      kept += test (self->filter, self->data + place);
    }
  return kept;
}

/* len: of the chunk; what hits behind it is none of the text's. */
G_ALWAYS_INLINE static inline void
sift (MspFragmentScan *self, gsize len, Test test)
{
  guint n_blocks = (guint) (len + BLOCK - 1) / BLOCK;

  self->n = 0;
  if (len % BLOCK != 0)
    self->hits[n_blocks - 1] &= (G_GUINT64_CONSTANT (1) << len % BLOCK) - 1;
  for (guint i = 0; i < n_blocks; i++)
    self->n = sift_block (self, i, self->n, test);
}

static inline guint
test_scalar (const MspFragmentFilter *filter, const char *data)
{
  MspFragmentSet set = msp_fragment_filter_get (filter, data);

  return (set.bits[0] | set.bits[1] | set.bits[2] | set.bits[3]) != 0;
}

gboolean
msp_fragment_scan_next_scalar (MspFragmentScan *self)
{
  gsize len = move (self);

  msp_nibbles_fill_by (&self->filter->nibbles, MSP_NIBBLES_SCALAR, self->data, (guint) (len + BLOCK - 1) / BLOCK, self->hits);
  sift (self, len, test_scalar);
  return len > 0;
}

#ifdef __x86_64__
#define TARGET __attribute__ ((target ("avx2,bmi")))

TARGET static inline __m256i
get_fits (const MspFragmentFilter *filter, const char *data, guint n)
{
  return _mm256_load_si256 ((const __m256i *) (gconstpointer) &filter->fits[n][(guint8) data[n]]);
}

TARGET static inline guint
test_avx2 (const MspFragmentFilter *filter, const char *data)
{
  __m256i front = _mm256_and_si256 (get_fits (filter, data, 0), get_fits (filter, data, 1)),
    back = _mm256_and_si256 (get_fits (filter, data, 2), get_fits (filter, data, 3));

  return !_mm256_testz_si256 (front, back);
}

TARGET static void
sift_avx2 (MspFragmentScan *self, gsize len)
{
  sift (self, len, test_avx2);
}

gboolean
msp_fragment_scan_next (MspFragmentScan *self)
{
  static int has_avx2 = -1;

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi");
  if (!has_avx2)
    return msp_fragment_scan_next_scalar (self);
  gsize len = move (self);

  msp_nibbles_fill (&self->filter->nibbles, self->data, (guint) (len + BLOCK - 1) / BLOCK, self->hits);
  sift_avx2 (self, len);
  return len > 0;
}
#else
gboolean
msp_fragment_scan_next (MspFragmentScan *self)
{
  return msp_fragment_scan_next_scalar (self);
}
#endif
