/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-scan.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define WORD "From "
#define WORD_LEN (sizeof WORD - 1)

static inline gboolean
is_line_start (const char *data, gsize at)
{
  char before = data[at - 1];

  return (before == '\n' || before == '\r' || before == '\0') && memcmp (data + at, WORD, WORD_LEN) == 0;
}

static gsize
scan_scalar (const char *data, gsize from, gsize len)
{
  for (gsize at = from; at + WORD_LEN <= len; at++)
    if (data[at] == 'F' && is_line_start (data, at))
      return at;
  return len;
}

#ifdef __x86_64__

/* The first place in the bits of mask, counted from base, that is a line start; len if none is. */
static inline gsize
check_mask (const char *data, gsize base, guint64 mask, gsize len)
{
  while (mask != 0)
    {
      gsize at = base + (gsize) __builtin_ctzll (mask);

      if (is_line_start (data, at))
        return at;
      mask &= mask - 1;
    }
  return len;
}

/* "F", two bytes, "m": rare enough that the line start needs no comparison of its own. */
static inline guint64
mask_sse2 (const char *data)
{
  __m128i f = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) data), _mm_set1_epi8 ('F'));
  __m128i m = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) (data + 3)), _mm_set1_epi8 ('m'));

  return (guint64) (guint) _mm_movemask_epi8 (_mm_and_si128 (f, m));
}

static gsize
scan_sse2 (const char *data, gsize from, gsize len)
{
  gsize at = from;

  for (; at + 32 + WORD_LEN <= len; at += 32)
    {
      guint64 mask = mask_sse2 (data + at) | mask_sse2 (data + at + 16) << 16;

      if (G_UNLIKELY (mask != 0))
        {
          gsize found = check_mask (data, at, mask, len);

          if (found < len)
            return found;
        }
    }
  return scan_scalar (data, at, len);
}

__attribute__ ((target ("avx2"))) static inline __m256i
match_avx2 (const char *data)
{
  __m256i f = _mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) (const void *) data), _mm256_set1_epi8 ('F'));
  __m256i m = _mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) (const void *) (data + 3)), _mm256_set1_epi8 ('m'));

  return _mm256_and_si256 (f, m);
}

__attribute__ ((target ("avx2"))) static gsize
scan_avx2 (const char *data, gsize from, gsize len)
{
  gsize at = from;

  for (; at + 64 + WORD_LEN <= len; at += 64)
    {
      __m256i low = match_avx2 (data + at), high = match_avx2 (data + at + 32);

      if (G_UNLIKELY (!_mm256_testz_si256 (_mm256_or_si256 (low, high), _mm256_set1_epi8 (-1))))
        {
          guint64 mask = (guint64) (guint) _mm256_movemask_epi8 (low) | (guint64) (guint) _mm256_movemask_epi8 (high) << 32;
          gsize found = check_mask (data, at, mask, len);

          if (found < len)
            return found;
        }
    }
  return scan_scalar (data, at, len);
}

#endif

MspMboxScan
msp_mbox_scan_get (guint i, const char **out_name)
{
  static const struct { const char *name; MspMboxScan scan; } table[] = {
#ifdef __x86_64__
    { "avx2", scan_avx2 },
    { "sse2", scan_sse2 },
#endif
    { "scalar", scan_scalar },
  };

#ifdef __x86_64__
  i += !__builtin_cpu_supports ("avx2");
#endif
  if (i >= G_N_ELEMENTS (table))
    return NULL;
  *out_name = table[i].name;
  return table[i].scan;
}

MspMboxScan
msp_mbox_scan_get_best (void)
{
  const char *name;

  return msp_mbox_scan_get (0, &name);
}
