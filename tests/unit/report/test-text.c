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
  "  category                                messages    values     people, from–to\n",
  "  government identifiers                         2         1                   1\n",
  "\nMailboxes by risk\n"
  "  mailbox                   score critical    high  messages     people, from–to\n"
  "  (no mailbox)                 94        1       0         0                   0\n"
  "  jane                         94        1       0         3                   2\n",
  "                                                               items     bytes\n"
  "  files and ranges: FAILED (damaged)                               2      80\xc2\xa0""B\n"
  "  parts of messages: no text to be had (encrypted)                 1     200\xc2\xa0""B\n",
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

/* A case with a message of each score, each in a mailbox of its own named after it; left open if the scan was interrupted. */
static char *
dup_report_of_scores (const guint *scores, gsize n, gboolean finished)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) file = sample_case_begin (path, NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *mailbox = g_strdup_printf ("box-%zu-%u", i, scores[i]), *locator = g_strconcat ("leak/", mailbox, NULL);
      MspMessageRecord message = {
        .id = mailbox, .locator = locator, .source = locator, .kind = MSP_MESSAGE_MAIL, .size = 10, .mailbox = mailbox,
        .folder = "", .labels = "", .date = MSP_DATE_UNKNOWN, .from = "", .recipients = "", .subject = "", .message_id = "",
        .score = scores[i], .score_max = scores[i], .severity = msp_severity_from_score (scores[i]), .score_reasons = "",
        .bytes = { 10 },
      };
      MspSourceRecord source = { locator, NULL, "eml", 10, NULL, 1, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { 10 } };

      cr_assert (msp_sink_message (msp_case_get_sink (file), &message, &error));
      cr_assert (msp_sink_source (msp_case_get_sink (file), &source, &error));
    }
  cr_assert (!finished || msp_case_finish (file, 1675418460, &error));
  char *text = msp_text_report_dup (file, NULL, FALSE, &error);
  cr_assert_not_null (text, "%s", error ? error->message : "");
  sample_case_remove (folder);
  return text;
}

Test (text, ten_worst_mailboxes_are_named_worst_first)
{
  static const guint scores[] = { 10, 20, 30, 0, 95, 40, 50, 95, 60, 5, 70, 80, 3 };
  static const char *const order[] = { "box-4-95", "box-7-95", "box-11-80", "box-10-70", "box-8-60", "box-6-50", "box-5-40",
                                       "box-2-30", "box-1-20", "box-0-10" };
  g_autofree char *text = dup_report_of_scores (scores, G_N_ELEMENTS (scores), TRUE);
  const char *at = strstr (text, "\nMailboxes by risk\n");
  const char *end = at != NULL ? strstr (at, "\n\n") : NULL;

  cr_assert (at != NULL && end != NULL, "%s", text);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *found = strstr (at, order[i]);

      cr_expect (found != NULL && found > at && found < end, "%s in:\n%s", order[i], text);
      at = found != NULL ? found : at;
    }
  cr_expect_null (g_strstr_len (text, end - text, "box-9-5"));
  cr_expect_not_null (strstr (end, "  1.  95 critical  leak/box-4-95\n"));
}

Test (text, interrupted_scan_is_the_first_thing_said)
{
  static const guint one[] = { 50 };
  g_autofree char *text = dup_report_of_scores (one, 1, FALSE);

  cr_expect (g_str_has_prefix (text, "WARNING: the scan was interrupted"), "%s", text);
}

Test (text, nothing_found_is_said)
{
  static const guint none[] = { 0 };
  g_autofree char *text = dup_report_of_scores (none, 1, TRUE);

  cr_expect_not_null (strstr (text, "\nNothing sensitive was found in what could be read.\n"));
  cr_expect_null (strstr (text, "Mailboxes by risk"));
  cr_expect_null (strstr (text, "WARNING"));
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
