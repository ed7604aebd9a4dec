/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-search.h"

#include "detect/nibbles.h"

#define N_LETTERS MSP_NIBBLES_LEN

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
  { "citizenship", 4, 5 },
  { "emergency", 0, 6 }, { "defense", 2, 6 }, { "disclosure", 4, 6 },
  { "cms-1450", 0, 7 }, { "e-qip", 0, 7 }, { "solicitation", 0, 7 }, { "confidencialid", 6, 7 }, { "claim", 0, 7 },
};

#define N_BUCKETS 8

/* Bit of the word's bucket by byte, for each of the letters; by the halves of the byte for the search. */
typedef struct {
  guint8     byte[N_LETTERS][256];
  guint8     first[N_BUCKETS + 1];   /* word of each bucket, whose words stand together */
  MspNibbles nibbles;
} Tables;

static void
add_letter (Tables *tables, guint n, guint8 byte, guint bucket)
{
  tables->byte[n][byte] |= (guint8) (1u << bucket);
  msp_nibbles_add_byte (&tables->nibbles, n, byte, bucket);
}

static void
add_word (Tables *tables, const Word *word)
{
  for (guint n = 0; n < N_LETTERS; n++)
    {
      char letter = word->word[word->rare + n];

      /* A word of three letters takes any fourth. */
      for (guint any = 0; letter == '\0' && any < 256; any++)
        add_letter (tables, n, (guint8) any, word->bucket);
      if (letter == '\0')
        break;
      add_letter (tables, n, (guint8) letter, word->bucket);
      add_letter (tables, n, (guint8) g_ascii_toupper (letter), word->bucket);
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
        {
          add_word (&tables, &words[i]);
          tables.first[words[i].bucket + 1] = (guint8) (i + 1);
        }
      g_once_init_leave (&ready, 1);
    }
  return &tables;
}

static gboolean
stands_at (const Word *word, MspSpan text, gsize at, gsize from)
{
  return at >= from + word->rare && msp_span_has_prefix_nocase (msp_span_slice (text, at - word->rare, text.len), word->word);
}

/* The word whose rare letters stand at at, if it is there in full. */
static gboolean
check (const Tables *tables, MspSpan text, gsize at, gsize from, gsize *out_start, const char **out_word)
{
  const guint8 *byte = (const guint8 *) text.data + at;
  guint8 last = at + 3 < text.len ? tables->byte[3][byte[3]] : 0xFF;
  guint buckets = tables->byte[0][byte[0]] & tables->byte[1][byte[1]] & tables->byte[2][byte[2]] & last;

  for (; buckets != 0; buckets &= buckets - 1)
    {
      guint bucket = (guint) __builtin_ctz (buckets);

      for (guint i = tables->first[bucket]; i < tables->first[bucket + 1]; i++)
        if (stands_at (&words[i], text, at, from))
          {
            *out_start = at - words[i].rare;
            *out_word = words[i].word;
            return TRUE;
          }
    }
  return FALSE;
}

gsize
msp_forms_next_word (MspSpan text, gsize from, const char **out_word)
{
  const Tables *tables = get_tables ();
  MspNibbleScan scan;
  gsize base, start;

  msp_nibble_scan_init (&scan, &tables->nibbles, msp_span_slice (text, from, text.len));
  for (guint64 hits; (hits = msp_nibble_scan_next (&scan, &base)) != 0;)
    for (; hits != 0; hits &= hits - 1)
      {
        gsize at = from + base + (guint) __builtin_ctzll (hits);

        if (text.len - at >= 3 && check (tables, text, at, from, &start, out_word))
          return start;
      }
  return text.len;
}
