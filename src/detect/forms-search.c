/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-search.h"

#ifdef __x86_64__
#include <tmmintrin.h>
#endif

#define N_LETTERS 4

/* A word of a title, where its rarest four letters begin, and its bucket. Buckets were chosen so that the half-bytes of words
   in one are alike: one place in 470 of ordinary mail is looked at twice. */
typedef struct {
  const char *word;
  guint       rare, bucket;
} Word;

static const Word words[] = {
  { "tdy", 0, 0 }, { "tax", 0, 0 },
  { "classification", 3, 1 }, { "passport", 1, 1 }, { "skills", 0, 1 }, { "confidentialit", 10, 1 },
  { "personnel", 3, 2 }, { "assessment", 4, 2 }, { "ub-04", 0, 2 }, { "selection", 0, 2 },
  { "discharge", 1, 3 }, { "illness", 0, 3 }, { "deposit", 0, 3 }, { "questionnaire", 5, 3 }, { "withholding", 1, 3 },
  { "card/deers", 1, 4 }, { "authorization", 5, 4 }, { "award/contract", 2, 4 }, { "quotations", 1, 4 },
  { "submittedrequest", 6, 5 }, { "eligibility", 0, 5 }, { "uniform", 1, 5 }, { "geheimhaltung", 0, 5 },
  { "emergency", 0, 6 }, { "defense", 2, 6 }, { "disclosure", 4, 6 },
  { "cms-1450", 0, 7 }, { "e-qip", 0, 7 }, { "solicitation", 0, 7 }, { "confidencialid", 6, 7 }, { "claim", 0, 7 },
};

/* Bit of the word's bucket by byte, for each of the letters; by low and high half of the byte for the vector code. */
typedef struct {
  guint8 byte[N_LETTERS][256];
  guint8 low[N_LETTERS][16], high[N_LETTERS][16];
} Tables;

static void
add_letter (Tables *tables, guint n, guint8 byte, guint8 bit)
{
  tables->byte[n][byte] |= bit;
  tables->low[n][byte & 15] |= bit;
  tables->high[n][byte >> 4] |= bit;
}

static void
add_word (Tables *tables, const Word *word)
{
  guint8 bit = (guint8) (1u << word->bucket);

  for (guint n = 0; n < N_LETTERS; n++)
    {
      guint8 byte = (guint8) word->word[word->rare + n];

      /* A word of three letters takes any fourth. */
      for (guint any = 0; byte == 0 && any < 256; any++)
        add_letter (tables, n, (guint8) any, bit);
      if (byte == 0)
        break;
      add_letter (tables, n, byte, bit);
      tables->byte[n][(guint8) g_ascii_toupper ((char) byte)] |= bit;
    }
}

static const Tables *
get_tables (void)
{
  static Tables tables;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        add_word (&tables, &words[i]);
      g_once_init_leave (&ready, 1);
    }
  return &tables;
}

/* The word whose rare letters stand at at, if it is there in full. */
static gboolean
check (const Tables *tables, MspSpan text, gsize at, gsize from, gsize *out_start, const char **out_word)
{
  const guint8 *byte = (const guint8 *) text.data + at;
  guint8 last = at + 3 < text.len ? tables->byte[3][byte[3]] : 0xFF;
  guint8 buckets = tables->byte[0][byte[0]] & tables->byte[1][byte[1]] & tables->byte[2][byte[2]] & last;

  for (gsize i = 0; buckets != 0 && i < G_N_ELEMENTS (words); i++)
    if ((buckets >> words[i].bucket & 1) != 0 && at >= from + words[i].rare &&
        msp_span_has_prefix_nocase (msp_span_slice (text, at - words[i].rare, text.len), words[i].word))
      {
        *out_start = at - words[i].rare;
        *out_word = words[i].word;
        return TRUE;
      }
  return FALSE;
}

#ifdef __x86_64__
/* Bits of places in 16 bytes where the half-byte tables of all letters agree; reads 19 bytes. */
__attribute__ ((target ("ssse3"))) static guint
match_block (const Tables *tables, const char *at)
{
  __m128i found = _mm_set1_epi8 (-1), nibble = _mm_set1_epi8 (15);

  for (int n = 0; n < N_LETTERS; n++)
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
  for (; *at + 19 <= text.len; *at += 16)
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
