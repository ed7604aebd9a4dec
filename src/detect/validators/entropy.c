/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/entropy.h"

#include <math.h>
#include <string.h>

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

#define MAX_FILLER 2000
#define MIN_ROW 9        /* steps of "abcdefghij" that no random text has */

double
msp_entropy_per_byte (MspSpan text)
{
  guint16 counts[256] = { 0 };
  gsize len = MIN (text.len, 256);
  double bits = 0;

  for (gsize i = 0; i < len; i++)
    counts[(guint8) text.data[i]]++;
  for (guint i = 0; i < 256; i++)
    if (counts[i] > 0)
      bits -= counts[i] * log2 ((double) counts[i] / (double) len);
  return len > 0 ? bits / (double) len : 0;
}

static gboolean
is_uuid (MspSpan token)
{
  for (gsize i = 0; i < token.len; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? token.data[i] != '-' : !g_ascii_isxdigit (token.data[i]))
      return FALSE;
  return token.len == 36;
}

static gboolean
is_placeholder (MspSpan token)
{
  static const char *const words[] = { "example", "placeholder", "changeme", "your", "xxxx", "redacted", "dummy", "1234567890",
                                       "abcdef" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize at = 0; at + strlen (words[i]) <= token.len; at++)
      if (msp_span_has_prefix_nocase (msp_span_slice (token, at, token.len), words[i]))
        return TRUE;
  return FALSE;
}

static guint
longest_run (MspSpan token)
{
  guint longest = 0, run = 0;

  for (gsize i = 0; i < token.len; i++)
    {
      run = i > 0 && token.data[i] == token.data[i - 1] ? run + 1 : 1;
      longest = MAX (longest, run);
    }
  return longest;
}

/* The next of "abc", "321" or "aaa", in whatever case; a row may begin anew. */
static gboolean
is_next (char before, char after)
{
  int step = g_ascii_tolower (after) - g_ascii_tolower (before);

  return (step >= -1 && step <= 1) || (before == '9' && after == '0')
         || (g_ascii_tolower (after) == 'a' && (before == 'f' || g_ascii_tolower (before) == 'z'));
}

static gboolean
repeats (MspSpan token, gsize period)
{
  for (gsize i = period; i < token.len; i++)
    if (token.data[i] != token.data[i - period])
      return FALSE;
  return token.len >= 2 * period;
}

gboolean
msp_entropy_is_filler (MspSpan token)
{
  guint letters = 0, rows = 0, row = 0, longest = 0;

  for (gsize i = 0; i < token.len; i++)
    {
      gboolean next = i > 0 && g_ascii_isalnum (token.data[i]) && is_next (token.data[i - 1], token.data[i]);

      letters += g_ascii_isalnum (token.data[i]);
      rows += next;
      row = next && g_ascii_tolower (token.data[i]) == g_ascii_tolower (token.data[i - 1]) + 1 ? row + 1 : 0;
      longest = MAX (longest, row);
    }
  if (letters < 8 || letters * 4 < token.len * 3 || token.len > MAX_FILLER)
    return FALSE;
  for (gsize period = 1; period <= 16; period++)
    if (repeats (token, period))
      return TRUE;
  if (msp_span_has_prefix_nocase (token, "cafebabe") || msp_span_has_prefix_nocase (token, "deadbeef"))
    return TRUE;
  return longest >= MIN_ROW || (letters >= 12 && rows * 20 >= (token.len - 1) * 13) || longest_run (token) * 3 >= token.len;
}

/* A token whose prefix says what it is: random, not filled up with one letter, not cut off. */
void
msp_validate_token (MspSpan value, MspVerdict *out_verdict)
{
  gboolean digit = FALSE, lower = FALSE, upper = FALSE;

  for (gsize i = 0; i < value.len; i++)
    {
      digit = digit || g_ascii_isdigit (value.data[i]);
      lower = lower || g_ascii_islower (value.data[i]);
      upper = upper || g_ascii_isupper (value.data[i]);
    }
  out_verdict->test = msp_entropy_is_filler (msp_span_after_last (value, "-_."));
  msp_verdict_set (out_verdict,
                   (value.len >= 16 && g_strstr_len (value.data, (gssize) value.len, "...") == NULL
                    && (digit || (lower && upper && value.len >= 30)) && msp_entropy_per_byte (value) >= 3.0)
                   || (out_verdict->test && value.len >= 12),
                   out_verdict->test ? "the form of a token, filled up" : "entropy of a random token");
  if (g_strstr_len (value.data, (gssize) value.len, "_test_") != NULL)
    out_verdict->sensitivity = 15;
}

/* A token behind a key word: Shannon entropy as in secret scanners, stricter for base64 than for hexadecimal. */
void
msp_validate_entropy (MspSpan value, MspVerdict *out_verdict)
{
  MspSpan token = msp_span_after_last (value, " \t:\"'`<>()[]{},;");
  guint lower = 0, upper = 0, digit = 0, hex = 0;
  gboolean random;

  /* "key=token": the sign may also be padding. */
  for (gsize i = 0; i + 4 < token.len; i++)
    if (token.data[i] == '=')
      token = msp_span_slice (token, i + 1, token.len);
  for (gsize i = 0; i < token.len; i++)
    {
      lower += g_ascii_islower (token.data[i]);
      upper += g_ascii_isupper (token.data[i]);
      digit += g_ascii_isdigit (token.data[i]);
      hex += g_ascii_isxdigit (token.data[i]) ? 1 : 0;
    }
  random = hex == token.len ? token.len >= 32 && msp_entropy_per_byte (token) >= 3.2
                            : token.len >= 20 && msp_entropy_per_byte (token) >= 4.0;
  if (token.len >= 20 && msp_entropy_is_filler (token))
    {
      out_verdict->test = TRUE;
      msp_verdict_set (out_verdict, TRUE, "the form of a key, filled up");
      return;
    }
  out_verdict->test = is_placeholder (token);
  random = random || is_uuid (token);
  msp_verdict_set (out_verdict, random && digit > 0 && lower + upper > 0 && !out_verdict->test,
                   "entropy of a random key, with letters and digits, no placeholder");
}

/* A token behind the name of a service and what kind of key it is: the label says enough for an identifier (RFC 4122) or a short
   key to count. Words do not; what is filled up is a sample. */
void
msp_validate_service_key (MspSpan value, MspVerdict *out_verdict)
{
  guint digits = 0, letters = 0, vowels = 0, upper = 0;
  gboolean random;

  for (gsize i = 0; i < value.len; i++)
    {
      digits += g_ascii_isdigit (value.data[i]);
      letters += g_ascii_isalpha (value.data[i]);
      upper += g_ascii_isupper (value.data[i]);
      vowels += value.data[i] != '\0' && strchr ("aeiouAEIOU", value.data[i]) != NULL;
    }
  /* Without digits it must be in both cases and have fewer vowels than words. */
  random = (digits >= 2 && letters >= 2) || (letters >= 20 && upper >= 4 && upper + 4 <= letters && vowels * 4 <= letters);
  out_verdict->test = value.len <= MAX_FILLER && (msp_entropy_is_filler (value) || (digits >= 2 && longest_run (value) >= 6));
  msp_verdict_set (out_verdict, value.len >= 16 && (out_verdict->test || (random && msp_entropy_per_byte (value) >= 2.8)),
                   out_verdict->test ? "the form of a key, filled up" : "letters and digits of a key, no word");
}

/* FNV-1a. */
static guint64
hash_text (MspSpan text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xCBF29CE484222325);

  for (gsize i = 0; i < text.len; i++)
    hash = (hash ^ (guint8) text.data[i]) * G_GUINT64_CONSTANT (0x100000001B3);
  return hash;
}

/* Keys that Google itself publishes in samples and SDKs, by a hash: secret scanners refuse the keys. */
void
msp_validate_google_key (MspSpan value, MspVerdict *out_verdict)
{
  static const guint64 published[] = {
    G_GUINT64_CONSTANT (0x6ACBD824BD32BBD4), G_GUINT64_CONSTANT (0x828818F833257868), G_GUINT64_CONSTANT (0x6835E0F288832A40),
    G_GUINT64_CONSTANT (0x816CD10FDB11EAD0), G_GUINT64_CONSTANT (0xDB9422F1DD332DCC), G_GUINT64_CONSTANT (0x515CB771A4238032),
    G_GUINT64_CONSTANT (0xE754678EA2B14EF1),
  };
  guint64 hash = hash_text (value);

  msp_validate_token (value, out_verdict);
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    out_verdict->test = out_verdict->test || hash == published[i];
}
