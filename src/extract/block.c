/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/block.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

void
msp_block_read_scalar (const char *text, gsize n, MspBlockMasks *out_masks)
{
  for (gsize i = 0; i < n; i++, text += MSP_BLOCK_LEN)
    {
      MspBlockMasks masks = { msp_block_find (text, '\n'), msp_block_find (text, '\t'), msp_block_find (text, '|'),
                              msp_block_find (text, ' '), 0 };

      masks.leads = masks.spaces | masks.tabs | msp_block_find (text, '>') | msp_block_find (text, '+')
                    | msp_block_find (text, '-') | msp_block_find (text, '*');
      out_masks[i] = masks;
    }
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static inline guint64
join (__m256i low, __m256i high)
{
  return (guint32) _mm256_movemask_epi8 (low) | (guint64) (guint32) _mm256_movemask_epi8 (high) << 32;
}

__attribute__ ((target ("avx2"))) static void
read_avx2 (const char *text, gsize n, MspBlockMasks *out_masks)
{
  /* What may be in a lead, by the low half of the byte. */
  const __m256i lead = _mm256_setr_epi8 (' ', -1, -1, -1, -1, -1, -1, -1, -1, '\t', '*', '+', -1, '-', '>', -1,
                                         ' ', -1, -1, -1, -1, -1, -1, -1, -1, '\t', '*', '+', -1, '-', '>', -1);
  const __m256i end = _mm256_set1_epi8 ('\n'), tab = _mm256_set1_epi8 ('\t'), bar = _mm256_set1_epi8 ('|'),
    space = _mm256_set1_epi8 (' ');

  for (gsize i = 0; i < n; i++, text += MSP_BLOCK_LEN)
    {
      __m256i low = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) text),
        high = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (text + 32));

      out_masks[i].ends = join (_mm256_cmpeq_epi8 (low, end), _mm256_cmpeq_epi8 (high, end));
      out_masks[i].tabs = join (_mm256_cmpeq_epi8 (low, tab), _mm256_cmpeq_epi8 (high, tab));
      out_masks[i].bars = join (_mm256_cmpeq_epi8 (low, bar), _mm256_cmpeq_epi8 (high, bar));
      out_masks[i].spaces = join (_mm256_cmpeq_epi8 (low, space), _mm256_cmpeq_epi8 (high, space));
      out_masks[i].leads = join (_mm256_cmpeq_epi8 (_mm256_shuffle_epi8 (lead, low), low),
                                 _mm256_cmpeq_epi8 (_mm256_shuffle_epi8 (lead, high), high));
    }
}

void
msp_block_read (const char *text, gsize n, MspBlockMasks *out_masks)
{
  static int has_avx2 = -1;

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") != 0;
  if (has_avx2)
    read_avx2 (text, n, out_masks);
  else
    msp_block_read_scalar (text, n, out_masks);
}
#else
void
msp_block_read (const char *text, gsize n, MspBlockMasks *out_masks)
{
  msp_block_read_scalar (text, n, out_masks);
}
#endif
