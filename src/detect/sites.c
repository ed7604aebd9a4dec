/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/sites.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

gsize
msp_sites_next_scalar (const char *data, gsize len, gsize from)
{
  while (from < len && !g_ascii_isdigit (data[from]) && data[from] != '@')
    from++;
  return MIN (from, len);
}

#ifdef __x86_64__
/* '0'..'9' are moved to the lowest ten signed values, so that one comparison finds them. */
__attribute__ ((target ("avx2"))) static gsize
next_avx2 (const char *data, gsize len, gsize from)
{
  const __m256i shift = _mm256_set1_epi8 ((char) (0x80 - '0')), ten = _mm256_set1_epi8 ((char) (0x80 + 10)),
    at = _mm256_set1_epi8 ('@');

  for (; from + 32 <= len; from += 32)
    {
      __m256i bytes = _mm256_loadu_si256 ((const __m256i *) (data + from));
      __m256i digits = _mm256_cmpgt_epi8 (ten, _mm256_add_epi8 (bytes, shift));
      guint32 mask = (guint32) _mm256_movemask_epi8 (_mm256_or_si256 (digits, _mm256_cmpeq_epi8 (bytes, at)));

      if (mask != 0)
        return from + (guint) __builtin_ctz (mask);
    }
  return msp_sites_next_scalar (data, len, from);
}

gsize
msp_sites_next (const char *data, gsize len, gsize from)
{
  static int has_avx2 = -1;

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") != 0;
  return has_avx2 ? next_avx2 (data, len, from) : msp_sites_next_scalar (data, len, from);
}
#else
gsize
msp_sites_next (const char *data, gsize len, gsize from)
{
  return msp_sites_next_scalar (data, len, from);
}
#endif
