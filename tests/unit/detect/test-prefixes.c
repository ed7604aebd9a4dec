/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "detect/prefixes.h"

/* "ab cd|" for "ab…" and "cd" at the end of a word; what follows the word after it, "." for any byte; "+" for ways that begin
   no word; "none" if there is no list. */
static char *
dup_prefixes (const char *expression)
{
  gboolean rest;
  g_autoptr (GArray) prefixes = msp_prefixes_list (expression, &rest);
  GString *out = g_string_new (prefixes != NULL ? "" : "none");

  for (guint i = 0; prefixes != NULL && i < prefixes->len; i++)
    {
      const MspPrefix *prefix = &g_array_index (prefixes, MspPrefix, i);
      guint last = MSP_PREFIX_LEN;

      while (last > prefix->word && prefix->mask[last - 1] == 0)
        last--;
      g_string_append_printf (out, "%s%.*s%s", i > 0 ? " " : "", prefix->word, (const char *) prefix->bytes,
                              prefix->ended ? "|" : "");
      for (guint at = prefix->word; at < last; at++)
        g_string_append_c (out, prefix->mask[at] != 0 ? (char) prefix->bytes[at] : '.');
    }
  if (prefixes != NULL && rest)
    g_string_append (out, " +");
  return g_string_free (out, FALSE);
}

Test (prefixes, are_all_ways_in_which_a_match_begins)
{
  static const struct {
    const char *expression, *prefixes;
  } rows[] = {
    { "\\bssn:", "ssn|:" }, { "\\b(?i)SsN:", "ssn|:" }, { "\\bpass(?:word|phrase)", "passphrase password" },
    { "\\b(?:iban|bic)[:=]", "bic| iban|" }, { "\\bx[12]y{2}-", "x1yy|- x2yy|-" }, { "\\bcolou?r:", "color|: colour|:" },
    { "\\bAKIA[A-Z0-9]{16}", "akia" }, { "(?i)\\bfor\\sOfficial", "for|.official" },
    { "\\bby\\s(?:one|us)", "by|.one by|.us" }, { "\\bby\\s[a-z]x", "by|..x" },
    { "ssn", "none" }, { "\\b(?:ssn:|-)", "ssn|: +" }, { "\\b-", "none" }, { "\\b[a-z]{3}[0-9]", "none" },
    { "\\ba?", "none" }, { "\\b(ssn", "none" }, { "", "none" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *prefixes = dup_prefixes (rows[i].expression);

      cr_expect_str_eq (prefixes, rows[i].prefixes, "'%s': %s", rows[i].expression, prefixes);
    }
}
