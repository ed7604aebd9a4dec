/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-anchors.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static gboolean
is_slash_anchor (MspSpan text, gsize i)
{
  char before = i == 0 ? '\n' : text.data[i - 1];

  return before == 'S' || before == 'C' || before == 'U' || before == '(' || before == 'I' || before == 'D';
}

/* Whether text[i] begins one of the triples; i + 2 is inside. */
static gboolean
is_anchor (MspSpan text, gsize i)
{
  const char *at = text.data + i;

  switch (at[0])
    {
    case 'C':
      return (at[1] == 'R' && at[2] == 'E') || (at[1] == 'U' && at[2] == 'I');
    case 'N':
      return at[1] == 'F' && at[2] == 'I';
    case 'R':
      return (at[1] == 'I' && at[2] == 'C') || (at[1] == 'O' && at[2] == 'L');
    case 's':
    case 'S':
      return i > 0 && (((at[0] | 0x20) == 's' && (at[1] | 0x20) == 'i' && (at[2] | 0x20) == 'f' && (at[-1] | 0x20) == 's') ||
                       (at[0] == 's' && at[1] == 'e' && at[2] == 'm' && at[-1] == 's'));
    case '/':
      return at[1] == '/' && is_slash_anchor (text, i);
    default:
      return FALSE;
    }
}

#ifdef __SSE2__
static __m128i
match_triple (__m128i first, __m128i second, __m128i third, const char triple[4])
{
  return _mm_and_si128 (_mm_and_si128 (_mm_cmpeq_epi8 (first, _mm_set1_epi8 (triple[0])),
                                       _mm_cmpeq_epi8 (second, _mm_set1_epi8 (triple[1]))),
                        _mm_cmpeq_epi8 (third, _mm_set1_epi8 (triple[2])));
}

/* Bit i: the triple at at[i] may be an anchor. Reads 18 bytes. */
static guint
match_block (const char *at)
{
  __m128i a = _mm_loadu_si128 ((const __m128i *) (gconstpointer) at);
  __m128i b = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (at + 1));
  __m128i c = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (at + 2));
  const __m128i low = _mm_set1_epi8 (0x20), slash = _mm_set1_epi8 ('/');
  __m128i hits = _mm_and_si128 (_mm_cmpeq_epi8 (a, slash), _mm_cmpeq_epi8 (b, slash));

  hits = _mm_or_si128 (hits, match_triple (a, b, c, "CRE"));
  hits = _mm_or_si128 (hits, match_triple (a, b, c, "CUI"));
  hits = _mm_or_si128 (hits, match_triple (a, b, c, "NFI"));
  hits = _mm_or_si128 (hits, match_triple (a, b, c, "RIC"));
  hits = _mm_or_si128 (hits, match_triple (a, b, c, "ROL"));
  hits = _mm_or_si128 (hits, match_triple (a, b, c, "sem"));
  hits = _mm_or_si128 (hits, match_triple (_mm_or_si128 (a, low), _mm_or_si128 (b, low), _mm_or_si128 (c, low), "sif"));
  return (guint) _mm_movemask_epi8 (hits);
}
#endif

gsize
msp_marking_next_anchor (MspSpan text, gsize from)
{
  gsize i = from;

#ifdef __SSE2__
  for (; i + 18 <= text.len; i += 16)
    for (guint hits = match_block (text.data + i); hits != 0; hits &= hits - 1)
      {
        gsize at = i + (gsize) g_bit_nth_lsf (hits, -1);

        if (is_anchor (text, at))
          return at;
      }
#endif
  for (; i + 3 <= text.len; i++)
    if (is_anchor (text, i))
      return i;
  return text.len;
}
