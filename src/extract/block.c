/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/block.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

void
msp_block_find_all_scalar (const char *block, const char *bytes, guint n, guint64 *out_masks)
{
  for (guint i = 0; i < n; i++)
    {
      out_masks[i] = 0;
      for (guint at = 0; at < MSP_BLOCK_LEN; at++)
        out_masks[i] |= (guint64) (block[at] == bytes[i]) << at;
    }
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
find_all_avx2 (const char *block, const char *bytes, guint n, guint64 *out_masks)
{
  __m256i low = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) block),
    high = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (block + 32));

  for (guint i = 0; i < n; i++)
    {
      __m256i byte = _mm256_set1_epi8 (bytes[i]);

      out_masks[i] = (guint32) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (low, byte))
                     | (guint64) (guint32) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (high, byte)) << 32;
    }
}

void
msp_block_find_all (const char *block, const char *bytes, guint n, guint64 *out_masks)
{
  static int has_avx2 = -1;

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") != 0;
  if (has_avx2)
    find_all_avx2 (block, bytes, n, out_masks);
  else
    for (guint i = 0; i < n; i++)
      out_masks[i] = msp_block_find (block, bytes[i]);
}
#else
void
msp_block_find_all (const char *block, const char *bytes, guint n, guint64 *out_masks)
{
  for (guint i = 0; i < n; i++)
    out_masks[i] = msp_block_find (block, bytes[i]);
}
#endif
