/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/block.h"

#include "extract/block-wide.h"

guint
msp_block_get_width (void)
{
#ifdef __x86_64__
  static int width = -1;

  if (G_UNLIKELY (width < 0))
    width = __builtin_cpu_supports ("avx512bw") ? 64 : __builtin_cpu_supports ("avx2") ? 32 : 0;
  return (guint) width;
#else
  return 0;
#endif
}

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
/* What may be in a lead, by the low half of the byte. */
#define LEAD ' ', -1, -1, -1, -1, -1, -1, -1, -1, '\t', '*', '+', -1, '-', '>', -1

__attribute__ ((target ("avx2"))) static void
read_avx2 (const char *text, gsize n, MspBlockMasks *out_masks)
{
  const __m256i lead = _mm256_broadcastsi128_si256 (_mm_setr_epi8 (LEAD));
  const __m256i end = _mm256_set1_epi8 ('\n'), tab = _mm256_set1_epi8 ('\t'), bar = _mm256_set1_epi8 ('|'),
    space = _mm256_set1_epi8 (' ');

  for (gsize i = 0; i < n; i++, text += MSP_BLOCK_LEN)
    {
      __m256i low = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) text),
        high = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (text + 32));

      out_masks[i].ends = msp_block_join (_mm256_cmpeq_epi8 (low, end), _mm256_cmpeq_epi8 (high, end));
      out_masks[i].tabs = msp_block_join (_mm256_cmpeq_epi8 (low, tab), _mm256_cmpeq_epi8 (high, tab));
      out_masks[i].bars = msp_block_join (_mm256_cmpeq_epi8 (low, bar), _mm256_cmpeq_epi8 (high, bar));
      out_masks[i].spaces = msp_block_join (_mm256_cmpeq_epi8 (low, space), _mm256_cmpeq_epi8 (high, space));
      out_masks[i].leads = msp_block_join (_mm256_cmpeq_epi8 (_mm256_shuffle_epi8 (lead, low), low),
                                           _mm256_cmpeq_epi8 (_mm256_shuffle_epi8 (lead, high), high));
    }
}

__attribute__ ((target ("avx512bw"))) static void
read_avx512 (const char *text, gsize n, MspBlockMasks *out_masks)
{
  const __m512i lead = _mm512_broadcast_i32x4 (_mm_setr_epi8 (LEAD));

  for (gsize i = 0; i < n; i++, text += MSP_BLOCK_LEN)
    {
      __m512i bytes = _mm512_loadu_si512 (text);

      out_masks[i].ends = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 ('\n'));
      out_masks[i].tabs = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 ('\t'));
      out_masks[i].bars = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 ('|'));
      out_masks[i].spaces = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 (' '));
      out_masks[i].leads = _mm512_cmpeq_epi8_mask (_mm512_shuffle_epi8 (lead, bytes), bytes);
    }
}

#endif

void
msp_block_read (const char *text, gsize n, MspBlockMasks *out_masks)
{
#ifdef __x86_64__
  const guint width = msp_block_get_width ();

  if (width == 64)
    {
      read_avx512 (text, n, out_masks);
      return;
    }
  if (width == 32)
    {
      read_avx2 (text, n, out_masks);
      return;
    }
#endif
  msp_block_read_scalar (text, n, out_masks);
}
