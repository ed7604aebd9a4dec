/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "detect/prefixes.h"

/* "ab cde|" for "ab…" and "cde" at the end of a word; "none" if there is no list. */
static char *
dup_prefixes (const char *expression)
{
  g_autoptr (GArray) prefixes = msp_prefixes_list (expression);
  GString *out = g_string_new (prefixes != NULL ? "" : "none");

  for (guint i = 0; prefixes != NULL && i < prefixes->len; i++)
    {
      const MspPrefix *prefix = &g_array_index (prefixes, MspPrefix, i);

      g_string_append_printf (out, "%s%.*s%s", i > 0 ? " " : "", prefix->len, (const char *) prefix->bytes,
                              prefix->ended ? "|" : "");
    }
  return g_string_free (out, FALSE);
}

Test (prefixes, are_all_ways_in_which_a_match_begins)
{
  static const struct {
    const char *expression, *prefixes;
  } rows[] = {
    { "\\bssn:", "ssn|" }, { "\\b(?i)SsN:", "ssn|" }, { "\\bpass(?:word|phrase)", "passphra password" },
    { "\\b(?:iban|bic) ", "bic| iban|" }, { "\\bx[12]y{2}-", "x1yy| x2yy|" }, { "\\bcolou?r ", "color| colour|" },
    { "\\bAKIA[A-Z0-9]{16}", "akia" }, { "ssn", "none" }, { "\\b(?:ssn|-)", "none" }, { "\\b[a-z]{3}[0-9]", "none" },
    { "\\ba?", "none" }, { "\\b(ssn", "none" }, { "", "none" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *prefixes = dup_prefixes (rows[i].expression);

      cr_expect_str_eq (prefixes, rows[i].prefixes, "'%s': %s", rows[i].expression, prefixes);
    }
}
