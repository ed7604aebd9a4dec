/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/entropy.h"

#include <math.h>

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

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
  msp_verdict_set (out_verdict,
                   value.len >= 16 && g_strstr_len (value.data, (gssize) value.len, "...") == NULL
                   && (digit || (lower && upper && value.len >= 30)) && msp_entropy_per_byte (value) >= 3.0,
                   "entropy of a random token");
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
  out_verdict->test = is_placeholder (token);
  random = random || is_uuid (token);
  msp_verdict_set (out_verdict, random && digit > 0 && lower + upper > 0 && !out_verdict->test,
                   "entropy of a random key, with letters and digits, no placeholder");
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

/* A token behind the name of a service and what kind of key it is: the label says enough for an identifier (RFC 4122) or a short
   key to count. Words and runs of one letter do not. */
void
msp_validate_service_key (MspSpan value, MspVerdict *out_verdict)
{
  guint digits = 0, letters = 0;

  for (gsize i = 0; i < value.len; i++)
    {
      digits += g_ascii_isdigit (value.data[i]);
      letters += g_ascii_isalpha (value.data[i]);
    }
  msp_verdict_set (out_verdict, value.len >= 16 && digits >= 2 && letters >= 2 && msp_entropy_per_byte (value) >= 2.8
                   && longest_run (value) < 6, "letters and digits of a key, no word and no run of one letter");
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
