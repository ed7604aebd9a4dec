/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "detect/validators/digits.h"
#include "detect/validators/list.h"
#include "detect/validators/seed-list.h"

#define MOST_WORDS 24
#define LEAST_WORDS 12
#define WORD_BITS 11
#define PROVED 99

static int
compare_words (gconstpointer key, gconstpointer word)
{
  return strcmp (key, word);
}

/* The number of word in the list, or -1. */
static int
find_word (MspSpan word)
{
  char folded[9];
  gsize i;

  if (word.len < 3 || word.len >= sizeof folded)
    return -1;
  for (i = 0; i < word.len; i++)
    folded[i] = g_ascii_tolower (word.data[i]);
  folded[i] = '\0';
  const char *found = bsearch (folded, msp_seed_words, MSP_N_SEED_WORDS, sizeof msp_seed_words[0], compare_words);

  return found != NULL ? (int) ((gsize) (found - msp_seed_words[0]) / sizeof msp_seed_words[0]) : -1;
}

/* The words at the begin of value that are in the list, at most MOST_WORDS. */
static guint
read_words (MspSpan value, int *out_words)
{
  guint n = 0;

  for (gsize at = 0; at < value.len && n < MOST_WORDS;)
    {
      gsize end = at;

      while (end < value.len && g_ascii_isalpha (value.data[end]))
        end++;
      if (end > at && (out_words[n] = find_word (msp_span_slice (value, at, end))) < 0)
        break;
      n += end > at;
      at = MAX (end, at + 1);
    }
  return n;
}

static guint
get_bit (const int *words, guint bit)
{
  return (guint) words[bit / WORD_BITS] >> (WORD_BITS - 1 - bit % WORD_BITS) & 1;
}

/* A third of a word for every three: the leading bits of the SHA-256 of all others. */
static gboolean
has_checksum (const int *words, guint n)
{
  guint8 entropy[32] = { 0 }, digest[32];
  guint n_check = n / 3, n_entropy = n * WORD_BITS - n_check;
  gsize len = sizeof digest;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean equal = TRUE;

  for (guint i = 0; i < n_entropy; i++)
    entropy[i / 8] = (guint8) (entropy[i / 8] | get_bit (words, i) << (7 - i % 8));
  g_checksum_update (sum, entropy, n_entropy / 8);
  g_checksum_get_digest (sum, digest, &len);
  for (guint i = 0; i < n_check && equal; i++)
    equal = get_bit (words, n_entropy + i) == ((guint) digest[i / 8] >> (7 - i % 8) & 1);
  explicit_bzero (entropy, sizeof entropy);
  return equal;
}

/* BIP-39: 12, 15, 18, 21 or 24 words of the list, the last of which hold a checksum. */
void
msp_validate_seed_words (MspSpan value, MspVerdict *out_verdict)
{
  int words[MOST_WORDS];
  guint n = read_words (value, words);

  msp_verdict_set (out_verdict, n >= LEAST_WORDS, n >= LEAST_WORDS ? "twelve words of the BIP-39 list and more; the checksum fails"
                   : "fewer than twelve words of the BIP-39 list");
  for (guint len = n / 3 * 3; len >= LEAST_WORDS; len -= 3)
    if (has_checksum (words, len))
      {
        msp_verdict_set (out_verdict, TRUE, "words of the BIP-39 list with their checksum");
        out_verdict->none = out_verdict->label = PROVED;
        break;
      }
  explicit_bzero (words, sizeof words);
}
