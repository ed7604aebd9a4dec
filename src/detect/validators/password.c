/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* What stands behind "password is" without being one; the beginning of the word is enough where it ends with "*". */
static const char *const stop_words[] = {
  "the", "a", "an", "your", "my", "our", "this", "that", "these", "it", "not", "no", "none", "n/a", "never", "now", "new", "old",
  "also", "required*", "require", "expire*", "expiring", "reset*", "below", "above", "following*", "follow*", "attached",
  "separate*", "sent", "same", "case-sensitive", "case", "protected", "going", "about", "set", "changed", "change*", "incorrect",
  "invalid", "wrong", "correct", "needed", "optional", "unknown", "stored", "entered", "used", "still", "already", "being",
  "must", "should", "will", "valid", "good", "at", "in", "on", "to", "for", "with", "by", "from", "as", "too", "very", "weak",
  "strong", "secure", "blank", "empty", "here", "hidden", "encrypted", "forgotten", "confidential", "temporary", "default",
  "different", "only", "just", "shared", "vergessen", "erforderlich", "abgelaufen", "nicht", "wie", "in", "oubli*", "olvid*",
  "requis", "expir*", "incorrec*", "est", "es", "que", "votre", "ihr*", "nil", "null", "true", "false", "string", "undefined",
  "password", "passwort", "secret", "username",
};

static gboolean
is_stop_word (MspSpan token)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stop_words); i++)
    {
      gsize len = strlen (stop_words[i]);
      gboolean open = stop_words[i][len - 1] == '*';

      len -= open;
      if (token.len >= len && (open || token.len == len) && g_ascii_strncasecmp (token.data, stop_words[i], len) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_masked (MspSpan token)
{
  static const char brackets[] = "<>{}[]%%$}";
  gsize same = 0;

  for (gsize i = 0; brackets[i] != '\0'; i += 2)
    if (token.data[0] == brackets[i] && token.data[token.len - 1] == brackets[i + 1])
      return TRUE;
  for (gsize i = 0; i < token.len; i++)
    same += strchr ("*xX.•_-", token.data[i]) != NULL && token.data[i] != '\0';
  return same == token.len;
}

/* "getPassword(" and "os.environ[" of source code. */
static gboolean
is_call (MspSpan token)
{
  gsize i = 0;

  while (i < token.len && (g_ascii_isalnum (token.data[i]) || token.data[i] == '_' || token.data[i] == '.'))
    i++;
  return i > 3 && i < token.len && (token.data[i] == '(' || token.data[i] == '[');
}

/* "cms/sites/passwords#edit": where a program goes. */
static gboolean
is_route (MspSpan token)
{
  guint slashes = 0;

  for (gsize i = 0; i < token.len; i++)
    {
      slashes += token.data[i] == '/';
      if (!g_ascii_islower (token.data[i]) && token.data[i] != '\0' && strchr ("/#_-", token.data[i]) == NULL)
        return FALSE;
    }
  return slashes > 0;
}

static gboolean
has_letter_or_digit (MspSpan token)
{
  for (gsize i = 0; i < token.len; i++)
    if (g_ascii_isalnum (token.data[i]) || (guint8) token.data[i] >= 0x80)
      return TRUE;
  return FALSE;
}

static gboolean
has_inner_symbol (MspSpan token)
{
  gsize end = token.len;

  while (end > 0 && (token.data[end - 1] == '!' || token.data[end - 1] == '.' || token.data[end - 1] == '?'))
    end--;
  for (gsize i = 0; i < end; i++)
    if (g_ascii_ispunct (token.data[i]))
      return TRUE;
  return FALSE;
}

/* "SOME_PASSWORD", "thisismypassword": the word for one in its place. */
static gboolean
is_word_for_password (MspSpan token)
{
  gboolean found = FALSE;

  for (gsize i = 0; i < token.len; i++)
    {
      MspSpan rest = msp_span_slice (token, i, token.len);

      found = found || msp_span_has_prefix_nocase (rest, "password") || msp_span_has_prefix_nocase (rest, "passwort");
      if (!g_ascii_isalpha (token.data[i]) && token.data[i] != '_' && token.data[i] != '-')
        return FALSE;
    }
  return found;
}

static guint
count_points (MspSpan token)
{
  gboolean lower = FALSE, upper = FALSE, digit = FALSE, symbol = FALSE;

  for (gsize i = 0; i < token.len; i++)
    {
      char c = token.data[i];

      lower = lower || g_ascii_islower (c);
      upper = upper || (g_ascii_isupper (c) && (i > 0 || token.len == 1));
      digit = digit || g_ascii_isdigit (c);
      symbol = symbol || (g_ascii_ispunct (c) && i + 1 < token.len && c != '-' && c != '\'' && c != '/');
    }
  /* A capital at the start is a sentence's, unless no word is written so. */
  upper = upper || (g_ascii_isupper (token.data[0]) && (digit || has_inner_symbol (token)));
  /* "done!!" ends a sentence. */
  if (symbol && !digit && !upper && !has_inner_symbol (token))
    symbol = FALSE;
  return digit + (lower && upper) + symbol + (token.len >= 8 && (digit || symbol || (lower && upper)));
}

/* The value behind "password:": the more it looks like one, the surer. value may still hold the label. */
void
msp_validate_password (MspSpan value, MspVerdict *out_verdict)
{
  MspSpan token = msp_span_after_last (value, " \t\r\n");
  gboolean form = FALSE;
  guint points;

  while (token.len > 0 && strchr ("\"'`(*,;", token.data[0]) != NULL && token.data[0] != '\0' && token.len > 4)
    token = msp_span_slice (token, 1, token.len);
  while (token.len > 4 && token.data[token.len - 1] != '\0' && strchr ("\"'`.,;:)?", token.data[token.len - 1]) != NULL)
    token = msp_span_slice (token, 0, token.len - 1);
  for (gsize i = 0; i + 4 < token.len; i++)
    if ((token.data[i] == '=' || token.data[i] == ':') && !form)
      {
        form = TRUE;
        if (g_ascii_strncasecmp (token.data, "http", MIN (i, 4)) != 0)
          token = msp_span_slice (token, i + 1, token.len);
      }
  if (token.len < 4 || token.len > 64 || !has_letter_or_digit (token) || is_stop_word (token) || is_masked (token)
      || token.data[0] == '/' || is_call (token) || is_route (token) || token.data[token.len - 1] == '='
      || msp_span_has_prefix (token, "process.env") || msp_span_has_prefix (token, "env.")
      || msp_span_has_prefix_nocase (token, "http") || msp_span_has_prefix_nocase (token, "www."))
    {
      msp_verdict_set (out_verdict, FALSE, "a common word, a link or a placeholder, not a password");
      return;
    }
  points = count_points (token);
  out_verdict->test = is_word_for_password (token);
  msp_verdict_set (out_verdict, TRUE, points > 0 ? "looks like a chosen password" : "an ordinary word: hardly a password");
  out_verdict->none = out_verdict->label = points > 0 ? (int) MIN (65 + 5 * points, 95) : 35;
}

/* The same where the value stands in quotes or alone behind its label: an ordinary word may be a password then. */
void
msp_validate_password_word (MspSpan value, MspVerdict *out_verdict)
{
  msp_validate_password (value, out_verdict);
  out_verdict->none = out_verdict->label = MAX (out_verdict->label, 55);
}

/* What stands between an account and "@" in a URL: a password, often the word for one; or all of "://token@host". */
void
msp_validate_url_password (MspSpan value, MspVerdict *out_verdict)
{
  static const char *const words[] = { "pass", "passwd", "password", "pwd", "secret" };
  const char *at = value.len > 0 ? memchr (value.data, '@', value.len) : NULL;

  if (at != NULL && msp_span_has_prefix (value, "://"))
    value = msp_span_slice (value, strlen ("://"), (gsize) (at - value.data));
  out_verdict->test = msp_span_has_prefix_nocase (value, "xxx") || msp_span_has_prefix (value, "PASS")
                      || msp_span_has_prefix_nocase (value, "your");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    out_verdict->test = out_verdict->test
                        || (value.len == strlen (words[i]) && msp_span_has_prefix_nocase (value, words[i]));
  msp_verdict_set (out_verdict, value.len >= 4 && value.len <= 200 && msp_span_after_last (value, " \t\r\n@").len == value.len
                   && has_letter_or_digit (value) && g_strstr_len (value.data, (gssize) value.len, "://") == NULL,
                   out_verdict->test ? "the word for a password in the place of one" : "behind an account");
}
