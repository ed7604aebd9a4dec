/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What those share that read blocks with wide registers. */

#include <glib.h>

/* Bytes that this processor compares at once: 64 (AVX-512), 32 (AVX2), or 0 for one by one. */
guint msp_block_get_width (void);

#ifdef __x86_64__
#include <immintrin.h>

/* The mask of a block from what was found in its halves. */
__attribute__ ((target ("avx2"))) static inline guint64
msp_block_join (__m256i low, __m256i high)
{
  return (guint32) _mm256_movemask_epi8 (low) | (guint64) (guint32) _mm256_movemask_epi8 (high) << 32;
}
#endif
