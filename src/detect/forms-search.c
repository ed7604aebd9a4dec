/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-search.h"

#ifdef __x86_64__
#include <tmmintrin.h>
#endif

#define N_BUCKETS 8

/* A word of a title and where its rarest three letters begin. */
typedef struct {
  const char *word;
  guint       rare;
} Word;

static const Word words[] = {
  { "questionnaire", 8 }, { "personnel", 5 }, { "discharge", 6 }, { "card/deers", 3 }, { "tdy", 0 }, { "defense", 2 },
  { "emergency", 3 }, { "authorization", 7 }, { "classification", 4 }, { "disclosure", 2 }, { "tax", 0 }, { "withholding", 3 },
  { "eligibility", 3 }, { "claim", 2 }, { "ub-04", 1 }, { "cms-1450", 2 }, { "uniform", 1 }, { "assessment", 3 },
  { "illness", 2 },
  { "skills", 1 }, { "passport", 2 }, { "solicitation", 4 }, { "award/contract", 4 }, { "quotations", 1 }, { "selection", 2 },
  { "deposit", 1 }, { "confidentialit", 8 }, { "confidencialid", 8 }, { "geheimhaltung", 2 }, { "e-qip", 1 },
  { "submittedrequest", 5 },
};

/* Bit of the word's bucket by byte, for each of the three bytes; by low and high half of the byte for the vector code. */
typedef struct {
  guint8 byte[3][256];
  guint8 low[3][16], high[3][16];
} Tables;

static guint
get_bucket (gsize word)
{
  return (guint) (word % N_BUCKETS);
}

static const Tables *
get_tables (void)
{
  static Tables tables;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        for (guint n = 0; n < 3; n++)
          {
            guint8 byte = (guint8) words[i].word[words[i].rare + n], bit = (guint8) (1u << get_bucket (i));

            tables.byte[n][byte] |= bit;
            tables.byte[n][(guint8) g_ascii_toupper ((char) byte)] |= bit;
            tables.low[n][byte & 15] |= bit;
            tables.high[n][byte >> 4] |= bit;
          }
      g_once_init_leave (&ready, 1);
    }
  return &tables;
}

/* The word whose rare letters stand at at, if it is there in full. */
static gboolean
check (const Tables *tables, MspSpan text, gsize at, gsize from, gsize *out_start, const char **out_word)
{
  const guint8 *byte = (const guint8 *) text.data + at;
  guint8 buckets = tables->byte[0][byte[0]] & tables->byte[1][byte[1]] & tables->byte[2][byte[2]];

  for (gsize i = 0; buckets != 0 && i < G_N_ELEMENTS (words); i++)
    if ((buckets >> get_bucket (i) & 1) != 0 && at >= from + words[i].rare &&
        msp_span_has_prefix_nocase (msp_span_slice (text, at - words[i].rare, text.len), words[i].word))
      {
        *out_start = at - words[i].rare;
        *out_word = words[i].word;
        return TRUE;
      }
  return FALSE;
}

#ifdef __x86_64__
/* Bits of places in 16 bytes where the three half-byte tables agree; reads 18 bytes. */
__attribute__ ((target ("ssse3"))) static guint
match_block (const Tables *tables, const char *at)
{
  __m128i found = _mm_set1_epi8 (-1), nibble = _mm_set1_epi8 (15);

  for (int n = 0; n < 3; n++)
    {
      __m128i bytes = _mm_or_si128 (_mm_loadu_si128 ((const __m128i *) (gconstpointer) (at + n)), _mm_set1_epi8 (0x20));
      __m128i low = _mm_loadu_si128 ((const __m128i *) (gconstpointer) tables->low[n]);
      __m128i high = _mm_loadu_si128 ((const __m128i *) (gconstpointer) tables->high[n]);

      low = _mm_shuffle_epi8 (low, _mm_and_si128 (bytes, nibble));
      high = _mm_shuffle_epi8 (high, _mm_and_si128 (_mm_srli_epi16 (bytes, 4), nibble));
      found = _mm_and_si128 (found, _mm_and_si128 (low, high));
    }
  return (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (found, _mm_setzero_si128 ())) ^ 0xFFFF;
}

__attribute__ ((target ("ssse3"))) static gsize
search_blocks (const Tables *tables, MspSpan text, gsize *at, gsize from, const char **out_word)
{
  for (; *at + 18 <= text.len; *at += 16)
    for (guint hits = match_block (tables, text.data + *at); hits != 0; hits &= hits - 1)
      {
        gsize start;

        if (check (tables, text, *at + (gsize) g_bit_nth_lsf (hits, -1), from, &start, out_word))
          return start;
      }
  return text.len;
}
#endif

gsize
msp_forms_next_word (MspSpan text, gsize from, const char **out_word)
{
  const Tables *tables = get_tables ();
  gsize at = from, start;

#ifdef __x86_64__
  if (__builtin_cpu_supports ("ssse3"))
    {
      start = search_blocks (tables, text, &at, from, out_word);
      if (start < text.len)
        return start;
    }
#endif
  for (; at + 3 <= text.len; at++)
    if ((tables->byte[0][(guint8) text.data[at]] & tables->byte[1][(guint8) text.data[at + 1]] &
         tables->byte[2][(guint8) text.data[at + 2]]) != 0 &&
        check (tables, text, at, from, &start, out_word))
      return start;
  return text.len;
}
