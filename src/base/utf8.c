/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)
#define LOW_BITS  G_GUINT64_CONSTANT (0x0101010101010101)

/* The zero test is exact only where no byte has its high bit set, which the first term excludes. */
static gboolean
word_is_plain (const char *data)
{
  guint64 word;

  memcpy (&word, data, sizeof word);
  return ((word | (word - LOW_BITS)) & HIGH_BITS) == 0;
}

gsize
msp_utf8_ascii_length (MspSpan span)
{
  gsize i = 0;

#ifdef __SSE2__
  /* As signed numbers, plain ASCII bytes are exactly those above zero. */
  for (const __m128i zero = _mm_setzero_si128 (); i + 64 <= span.len; i += 64)
    {
      const __m128i *at = (const __m128i *) (span.data + i);
      __m128i low = _mm_min_epu8 (_mm_min_epu8 (_mm_loadu_si128 (at), _mm_loadu_si128 (at + 1)),
                                  _mm_min_epu8 (_mm_loadu_si128 (at + 2), _mm_loadu_si128 (at + 3)));
      __m128i all = _mm_or_si128 (_mm_or_si128 (_mm_loadu_si128 (at), _mm_loadu_si128 (at + 1)),
                                  _mm_or_si128 (_mm_loadu_si128 (at + 2), _mm_loadu_si128 (at + 3)));

      if (_mm_movemask_epi8 (_mm_or_si128 (_mm_cmpeq_epi8 (low, zero), all)) != 0)
        break;
    }
#endif
  while (i + 8 <= span.len && word_is_plain (span.data + i))
    i += 8;
  while (i < span.len && (signed char) span.data[i] > 0)
    i++;
  return i;
}

gsize
msp_utf8_sequence_length (MspSpan span)
{
  const guint8 *s = (const guint8 *) span.data;
  guint8 min = 0x80, max = 0xbf;
  gsize len;

  if (span.len == 0)
    return 0;
  if (s[0] < 0x80)
    return 1;
  if (s[0] < 0xc2 || s[0] > 0xf4)
    return 0;
  len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
  if (span.len < len)
    return 0;
  switch (s[0])
    {
    case 0xe0: min = 0xa0; break;
    case 0xed: max = 0x9f; break;
    case 0xf0: min = 0x90; break;
    case 0xf4: max = 0x8f; break;
    default: break;
    }
  if (s[1] < min || s[1] > max)
    return 0;
  for (gsize i = 2; i < len; i++)
    if ((s[i] & 0xc0) != 0x80)
      return 0;
  return len;
}

gsize
msp_utf8_valid_length (MspSpan span)
{
  gsize at = 0;

  while (at < span.len)
    {
      gsize len;

      if ((signed char) span.data[at] > 0)
        {
          at += msp_utf8_ascii_length (msp_span_slice (span, at, span.len));
          continue;
        }
      len = span.data[at] == '\0' ? 0 : msp_utf8_sequence_length (msp_span_slice (span, at, span.len));
      if (len == 0)
        break;
      at += len;
    }
  return at;
}
