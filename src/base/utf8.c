/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/utf8.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#ifdef __x86_64__
/* As signed numbers, plain ASCII bytes are exactly those above zero. */
static inline __m128i
get_ascii (const char *data)
{
  return _mm_cmpgt_epi8 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) data), _mm_setzero_si128 ());
}

static inline gboolean
are_64_ascii (const char *data)
{
  __m128i low = _mm_and_si128 (get_ascii (data), get_ascii (data + 16));
  __m128i high = _mm_and_si128 (get_ascii (data + 32), get_ascii (data + 48));

  return _mm_movemask_epi8 (_mm_and_si128 (low, high)) == 0xffff;
}

/* Which of the 16 bytes at data are not ASCII, as bits. */
static inline guint
find_others (const char *data)
{
  return (guint) _mm_movemask_epi8 (get_ascii (data)) ^ 0xffff;
}

/* Which are not printable: as signed numbers, one more than a printable byte is above a blank. */
static inline guint
find_unprintable (const char *data)
{
  __m128i block = _mm_add_epi8 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) data), _mm_set1_epi8 (1));

  return (guint) _mm_movemask_epi8 (_mm_cmpgt_epi8 (block, _mm_set1_epi8 (' '))) ^ 0xffff;
}

/* The first byte from i on that find tells, or the end. span has at least 16 bytes; the last block may overlap the one before. */
static inline gsize
find_first (MspSpan span, gsize i, guint (*find) (const char *data))
{
  for (; i < span.len; i += 16)
    {
      gsize at = MIN (i, span.len - 16);
      guint mask = find (span.data + at);

      if (mask != 0)
        return at + (guint) __builtin_ctz (mask);
    }
  return span.len;
}
#endif

gsize
msp_utf8_ascii_length (MspSpan span)
{
  gsize i = 0;

#ifdef __x86_64__
  while (i + 64 <= span.len && are_64_ascii (span.data + i))
    i += 64;
  if (span.len >= 16)
    return find_first (span, i, find_others);
#endif
  while (i < span.len && (signed char) span.data[i] > 0)
    i++;
  return i;
}

gsize
msp_utf8_printable_length (MspSpan span)
{
  gsize i = 0;

#ifdef __x86_64__
  if (span.len >= 16)
    return find_first (span, 0, find_unprintable);
#endif
  while (i < span.len && span.data[i] >= ' ' && span.data[i] < 0x7f)
    i++;
  return i;
}

/* cr: a CR is plain too. */
static gboolean
are_plain (const char *data, gsize len, char cr)
{
  gboolean plain = TRUE;

  for (gsize i = 0; i < len; i++)
    plain &= (data[i] >= ' ' && data[i] < 0x7f) || data[i] == '\t' || data[i] == '\n' || data[i] == cr;
  return plain;
}

#ifdef __x86_64__
/* All ones for each byte that is plain: printable, or what a table by the low half of a byte says of the others. */
__attribute__ ((target ("avx2"))) static inline __m256i
find_plain (__m256i block, char cr)
{
  const __m256i others = _mm256_setr_epi8 (-1, -1, -1, -1, -1, -1, -1, -1, -1, '\t', '\n', -1, -1, cr, -1, -1,
                                           -1, -1, -1, -1, -1, -1, -1, -1, -1, '\t', '\n', -1, -1, cr, -1, -1);
  __m256i printable = _mm256_cmpgt_epi8 (_mm256_add_epi8 (block, _mm256_set1_epi8 (1)), _mm256_set1_epi8 (' '));

  return _mm256_or_si256 (printable, _mm256_cmpeq_epi8 (_mm256_shuffle_epi8 (others, block), block));
}

/* Blocks from *at on, as far as they are plain; out, if not NULL, takes them. The last may overlap the one before. */
__attribute__ ((target ("avx2"))) static inline void
pass_plain_avx2 (MspSpan span, gsize *at, char cr, char *out)
{
  for (gsize from; *at < span.len && span.len >= 64; *at = from + 64)
    {
      from = MIN (*at, span.len - 64);
      __m256i low = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (span.data + from));
      __m256i high = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (span.data + from + 32));

      if (_mm256_movemask_epi8 (_mm256_and_si256 (find_plain (low, cr), find_plain (high, cr))) != -1)
        break;
      if (out == NULL)
        continue;
      _mm256_storeu_si256 ((__m256i *) (gpointer) (out + from), low);
      _mm256_storeu_si256 ((__m256i *) (gpointer) (out + from + 32), high);
    }
}

__attribute__ ((target ("avx2"))) static void
skip_plain_avx2 (MspSpan span, gsize *at)
{
  pass_plain_avx2 (span, at, '\r', NULL);
}

__attribute__ ((target ("avx2"))) static void
copy_plain_avx2 (MspSpan span, gsize *at, char *out)
{
  pass_plain_avx2 (span, at, '\n', out);
}

static gboolean
has_avx2 (void)
{
  static int known = -1;

  if (G_UNLIKELY (known < 0))
    known = __builtin_cpu_supports ("avx2") != 0;
  return known;
}
#endif

gboolean
msp_utf8_is_plain (MspSpan span)
{
  gsize at = 0;

#ifdef __x86_64__
  if (has_avx2 ())
    skip_plain_avx2 (span, &at);
#endif
  for (; at + 32 <= span.len; at += 32)
    if (!are_plain (span.data + at, 32, '\r'))
      return FALSE;
  return are_plain (span.data + at, span.len - at, '\r');
}

gboolean
msp_utf8_copy_plain (MspSpan span, char *out)
{
  gsize at = 0;

#ifdef __x86_64__
  if (has_avx2 ())
    copy_plain_avx2 (span, &at, out);
#endif
  for (gsize len; at < span.len; at += len)
    {
      len = MIN (span.len - at, 32);
      if (!are_plain (span.data + at, len, '\n'))
        return FALSE;
      memcpy (out + at, span.data + at, len);
    }
  return TRUE;
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
