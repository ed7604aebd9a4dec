/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/regex.h"

Test (regex, takes_bounded_expressions_only)
{
  static const struct {
    const char *pattern;
    int         width;     /* -1: refused */
  } rows[] = {
    { "abc", 3 }, { "a|bcd", 3 }, { "(?:ab){2,5}c?", 11 }, { "[^a-z]{3}", 3 }, { "\\b\\d{3}[- ]?\\d{4}\\b", 8 },
    { "(?i)x(?-i:Y)", 2 }, { "\\xC3\\xA9", 2 }, { "(?=abc)d", 1 }, { "(?<!a)b", 1 }, { "[]a]", 1 }, { "[*+]{2}", 2 },
    { "a{,3}", 5 }, { "", 0 }, { "x(y)?", 2 }, { "a*", -1 }, { "a+", -1 }, { "a{2,}", -1 }, { "(?:a{1,2})+", -1 }, { "(a", -1 },
    { "a)", -1 }, { "[a", -1 }, { "[z-a]", -1 }, { "a{3,2}", -1 }, { "\\1", -1 }, { "(?P<n>a)", -1 }, { "(?R)", -1 },
    { "[[:alpha:]]", -1 }, { "*a", -1 }, { "\\", -1 }, { "a{99999}", -1 }, { "(?:(?:(?:a{60}){60}){60}){60}", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(MspRegex) regex = msp_regex_parse (rows[i].pattern, &error);

      cr_expect_eq (regex != NULL, rows[i].width >= 0, "'%s': %s", rows[i].pattern, error != NULL ? error->message : "taken");
      cr_expect_eq (regex == NULL, error != NULL, "'%s'", rows[i].pattern);
      if (regex != NULL && rows[i].width >= 0)
        cr_expect_eq (regex->width, rows[i].width, "'%s': %zu", rows[i].pattern, regex->width);
    }
}

/* TRUE if a match of pattern can begin with text; *out_ends if one can be text. */
static gboolean
can_begin (const char *pattern, const char *text, gboolean *out_ends)
{
  g_autoptr(MspRegex) regex = msp_regex_parse (pattern, NULL);
  g_autoptr(MspRegexWalk) walk = msp_regex_walk_new (regex);

  for (; *text != '\0'; text++)
    {
      MspBytes one = { { 0 } };

      msp_bytes_add (&one, (guint8) *text);
      if (!msp_regex_walk_step (walk, &one))
        return FALSE;
    }
  *out_ends = msp_regex_walk_ends (walk);
  return TRUE;
}

Test (regex, walk_knows_how_a_match_begins)
{
  static const struct {
    const char *pattern, *text;
    gboolean    begins, ends;
  } rows[] = {
    { "\\b[1-9]\\d{2}[ -]?\\d{2}\\b", "123-4", TRUE, FALSE }, { "\\b[1-9]\\d{2}[ -]?\\d{2}\\b", "12345", TRUE, TRUE },
    { "\\b[1-9]\\d{2}[ -]?\\d{2}\\b", "0", FALSE, FALSE }, { "(?i)ab|cd", "Cd", TRUE, TRUE },
    { "(?i)a(?-i:b)", "AB", FALSE, FALSE }, { "(?:ab){2,3}", "abab", TRUE, TRUE }, { "(?:ab){2,3}", "ab", TRUE, FALSE },
    { "(?:ab){2,3}", "abababa", FALSE, FALSE }, { "x[^\\r\\n]{0,3}y", "x12y", TRUE, TRUE }, { "a?b?c?", "", TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean ends = FALSE, begins = can_begin (rows[i].pattern, rows[i].text, &ends);

      cr_expect_eq (begins, rows[i].begins, "%s on %s", rows[i].pattern, rows[i].text);
      cr_expect_eq (ends, rows[i].ends, "%s on %s", rows[i].pattern, rows[i].text);
    }
}
