/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/terminal.h"
#include "report/text.h"
#include "report/words.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/sample-case.h"

static char *
dup_report (gboolean colour)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) sample = sample_case_new (path, NULL);
  char *text = msp_text_report_dup (sample, NULL, colour, NULL);

  sample_case_remove (folder);
  return text;
}

static const char *const facts[] = {
  "Exposed: 3 messages and 1 document in 1 mailbox, 1.0\xc2\xa0kB, from 2023-02-03 to\n2023-02-04.",
  "Severity: critical, 95 of 100. 3 of them hold sensitive content",
  "Coverage: 72.0\xc2\xa0%",
  "government identifiers                                 2         1         1\n",
  "files and ranges: FAILED (damaged)                               2",
  "What failed\n  leak/broken.pst\n         FAILED (damaged): the header contradicts the format\n",
  "  1.  94 critical  leak/files.zip!/a.txt@0\n",
  "govid 92; fin 78",
};

Test (text, answer_names_the_facts)
{
  g_autofree char *text = dup_report (FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    cr_expect_not_null (strstr (text, facts[i]), "'%s' is not in:\n%s", facts[i], text);
}

Test (text, lines_keep_to_80_columns_and_hold_no_controls)
{
  g_autofree char *text = dup_report (FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      cr_expect_leq (msp_terminal_text_width (lines[i]), 80, "%s", lines[i]);
      for (const char *p = lines[i]; *p != '\0'; p = g_utf8_next_char (p))
        cr_expect (g_unichar_isprint (g_utf8_get_char (p)), "%s", lines[i]);
    }
}

Test (text, colour_comes_only_when_asked_for)
{
  g_autofree char *plain = dup_report (FALSE), *colour = dup_report (TRUE);

  cr_expect_null (strchr (plain, '\033'));
  cr_expect_not_null (strchr (colour, '\033'));
}

Test (text, numbers_and_sizes_are_exact_and_never_round_up)
{
  static const struct { guint64 n; const char *number, *size; } sizes[] = {
    { 0, "0", "0\xc2\xa0""B" }, { 999, "999", "999\xc2\xa0""B" }, { 1000, "1000", "1.0\xc2\xa0kB" },
    { 999999, "999\xc2\xa0""999", "999.9\xc2\xa0kB" },
    { 3200000000, "3\xc2\xa0""200\xc2\xa0""000\xc2\xa0""000", "3.2\xc2\xa0GB" },
    { G_MAXUINT64, "18\xc2\xa0""446\xc2\xa0""744\xc2\xa0""073\xc2\xa0""709\xc2\xa0""551\xc2\xa0""615", "18.4\xc2\xa0""EB" },
  };
  static const struct { guint64 part, whole; const char *share; } shares[] = {
    { 0, 0, "100.0\xc2\xa0%" }, { 1, 1, "100.0\xc2\xa0%" }, { 9999999, 10000000, "99.9\xc2\xa0%" }, { 1, 3, "33.3\xc2\xa0%" },
    { 0, 5, "0.0\xc2\xa0%" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *number = msp_words_dup_number (sizes[i].n), *size = msp_words_dup_size (sizes[i].n);

      cr_expect_str_eq (number, sizes[i].number);
      cr_expect_str_eq (size, sizes[i].size);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *share = msp_words_dup_share (shares[i].part, shares[i].whole);

      cr_expect_str_eq (share, shares[i].share);
    }
}
