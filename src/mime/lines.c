/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/lines.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

gsize
msp_lines_find (MspSpan text, gsize from, char first, char second)
{
  gsize at = from;

  if (at + 1 < text.len && text.data[at] == first && text.data[at + 1] == second)
    return at;
#ifdef __x86_64__
  const __m128i end = _mm_set1_epi8 ('\n'), a = _mm_set1_epi8 (first), b = _mm_set1_epi8 (second);

  for (; at + 18 <= text.len; at += 16)
    {
      const char *data = text.data + at;
      __m128i match = _mm_and_si128 (_mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) data), end),
                                     _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (data + 1)), a));
      guint mask;

      match = _mm_and_si128 (match, _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (data + 2)), b));
      mask = (guint) _mm_movemask_epi8 (match);
      if (mask != 0)
        return at + (gsize) g_bit_nth_lsf (mask, -1) + 1;
    }
#endif
  for (; at + 3 <= text.len; at++)
    if (text.data[at] == '\n' && text.data[at + 1] == first && text.data[at + 2] == second)
      return at + 1;
  return text.len;
}

#define SIXTH 5

/* Whether the line at `at` has the bytes of one of starts. */
static gboolean
begins (MspSpan text, gsize at, const MspLineStart *starts, gsize n, gsize *out_which)
{
  for (gsize i = 0; i < n && at + SIXTH < text.len; i++)
    if (text.data[at] == starts[i].first && text.data[at + SIXTH] == starts[i].sixth)
      {
        *out_which = i;
        return TRUE;
      }
  return FALSE;
}

#ifdef __x86_64__
/* Moves *at over blocks in which no line end stands before such a line. */
__attribute__ ((target ("avx2"))) static void
skip_avx2 (MspSpan text, const MspLineStart *starts, gsize n, gsize *at)
{
  __m256i first[MSP_MOST_LINE_STARTS], sixth[MSP_MOST_LINE_STARTS];

#pragma GCC unroll 3
  for (gsize i = 0; i < MSP_MOST_LINE_STARTS; i++)
    {
      first[i] = _mm256_set1_epi8 (starts[MIN (i, n - 1)].first);
      sixth[i] = _mm256_set1_epi8 (starts[MIN (i, n - 1)].sixth);
    }
  for (; *at + 32 + 1 + SIXTH <= text.len; *at += 32)
    {
      const char *data = text.data + *at;
      __m256i ends = _mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) (gconstpointer) data), _mm256_set1_epi8 ('\n'));
      __m256i next = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (data + 1));
      __m256i later = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (data + 1 + SIXTH)), match = _mm256_setzero_si256 ();

#pragma GCC unroll 3
      for (gsize i = 0; i < MSP_MOST_LINE_STARTS; i++)
        match = _mm256_or_si256 (match, _mm256_and_si256 (_mm256_cmpeq_epi8 (next, first[i]),
                                                          _mm256_cmpeq_epi8 (later, sixth[i])));
      if (!_mm256_testz_si256 (ends, match))
        return;
    }
}
#endif

gsize
msp_lines_find_any (MspSpan text, gsize from, const MspLineStart *starts, gsize n, gsize *out_which)
{
  gsize at = from;

  if (begins (text, at, starts, n, out_which))
    return at;
#ifdef __x86_64__
  static int has_avx2 = -1;

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") != 0;
  if (has_avx2)
    skip_avx2 (text, starts, n, &at);
#endif
  while (at < text.len)
    {
      const char *end = memchr (text.data + at, '\n', text.len - at);

      at = end != NULL ? (gsize) (end - text.data) + 1 : text.len;
      if (begins (text, at, starts, n, out_which))
        return at;
    }
  return text.len;
}

MspSpan
msp_lines_get (MspSpan text, gsize at, gsize *out_next)
{
  const char *end = at < text.len ? memchr (text.data + at, '\n', text.len - at) : NULL;
  gsize stop = end != NULL ? (gsize) (end - text.data) : text.len;
  MspSpan line = msp_span_slice (text, at, stop);

  *out_next = end != NULL ? stop + 1 : text.len;
  if (end != NULL && line.len > 0 && line.data[line.len - 1] == '\r')
    line.len--;
  return line;
}

gsize
msp_lines_before (MspSpan text, gsize at)
{
  if (at > 0 && text.data[at - 1] == '\n')
    at--;
  if (at > 0 && text.data[at - 1] == '\r')
    at--;
  return at;
}

gsize
msp_lines_skip_header (MspSpan text, gsize from)
{
  while (from < text.len)
    if (msp_lines_get (text, from, &from).len == 0)
      return from;
  return text.len;
}
