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

/* Whether a line that begins at `at` begins with one of starts. */
static gboolean
begins (MspSpan text, gsize at, const MspLineStart *starts, gsize n, gsize *out_which)
{
  for (gsize i = 0; i < n && at + 1 < text.len; i++)
    if (text.data[at] == starts[i].first && text.data[at + 1] == starts[i].second)
      {
        *out_which = i;
        return TRUE;
      }
  return FALSE;
}

#ifdef __x86_64__
/* The line ends among the 16 bytes at data that one of the bytes follows, as bits. */
static inline guint
find_ends (const char *data, const char firsts[MSP_MOST_LINE_STARTS])
{
  __m128i ends = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) data), _mm_set1_epi8 ('\n')),
    next = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (data + 1)), match = _mm_cmpeq_epi8 (next, _mm_set1_epi8 (firsts[0]));

  for (guint i = 1; i < MSP_MOST_LINE_STARTS; i++)
    match = _mm_or_si128 (match, _mm_cmpeq_epi8 (next, _mm_set1_epi8 (firsts[i])));
  return (guint) _mm_movemask_epi8 (_mm_and_si128 (ends, match));
}

/* Moves *at over what has no such line end. */
__attribute__ ((target ("avx2"))) static void
skip_avx2 (MspSpan text, const char firsts[MSP_MOST_LINE_STARTS], gsize *at)
{
  __m256i bytes[MSP_MOST_LINE_STARTS];

  for (guint i = 0; i < MSP_MOST_LINE_STARTS; i++)
    bytes[i] = _mm256_set1_epi8 (firsts[i]);
  for (; *at + 33 <= text.len; *at += 32)
    {
      const char *data = text.data + *at;
      __m256i ends = _mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) (gconstpointer) data), _mm256_set1_epi8 ('\n')),
        next = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (data + 1)), match = _mm256_cmpeq_epi8 (next, bytes[0]);

      for (guint i = 1; i < MSP_MOST_LINE_STARTS; i++)
        match = _mm256_or_si256 (match, _mm256_cmpeq_epi8 (next, bytes[i]));
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
  char firsts[MSP_MOST_LINE_STARTS];

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") != 0;
  for (gsize i = 0; i < MSP_MOST_LINE_STARTS; i++)
    firsts[i] = starts[MIN (i, n - 1)].first;
  for (gsize stop = from; at + 17 <= text.len; at += 16)
    {
      if (has_avx2 && at >= stop)
        {
          skip_avx2 (text, firsts, &at);
          stop = at + 32;
        }
      if (at + 17 > text.len)
        break;
      for (guint ends = find_ends (text.data + at, firsts); ends != 0; ends &= ends - 1)
        {
          gsize line = at + (guint) __builtin_ctz (ends) + 1;

          if (begins (text, line, starts, n, out_which))
            return line;
        }
    }
#endif
  for (; at + 3 <= text.len; at++)
    if (text.data[at] == '\n' && begins (text, at + 1, starts, n, out_which))
      return at + 1;
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
