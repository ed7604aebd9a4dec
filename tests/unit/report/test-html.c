/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-chart.h"
#include "report/html-out.h"
#include "report/html-timeline.h"
#include "report/html.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/accessed-case.h"
#include "support/sample-case.h"

static char *
dup_page (void)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autofree char *target = g_build_filename (folder, "a.html", NULL);
  g_autoptr (MspCase) sample = sample_case_new (path, NULL);
  char *page = NULL;

  cr_assert (msp_html_write (sample, NULL, target, NULL));
  cr_assert (g_file_get_contents (target, &page, NULL, NULL));
  sample_case_remove (folder);
  return page;
}

static const char *const facts[] = {
  "<!DOCTYPE html>\n<html lang=\"en\">",
  "Exposed: 3 messages and 1 document in 1 mailbox",
  "<dt>People whose data was found</dt>",
  "US Social Security number",
  "<section id=\"coverage\"",
  "<section id=\"worst\"",
  "leak/broken.pst",
};

Test (html, answer_names_the_facts)
{
  g_autofree char *page = dup_page ();

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    cr_expect_not_null (strstr (page, facts[i]), "'%s' is not in:\n%s", facts[i], page);
}

/* The text between two marks; caller owns. */
static char *
dup_between (const char *page, const char *first, const char *last)
{
  const char *start = strstr (page, first), *end;

  cr_assert_not_null (start, "%s", first);
  start += strlen (first);
  end = strstr (start, last);
  cr_assert_not_null (end, "%s", last);
  return g_strndup (start, (gsize) (end - start));
}

Test (html, policy_allows_our_style_and_script_and_nothing_else)
{
  g_autofree char *page = dup_page (), *policy = dup_between (page, "Content-Security-Policy\" content=\"", "\">");
  const char *const tags[] = { "style", "script" };

  cr_expect (g_str_has_prefix (policy, "default-src 'none'; "));
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *open = g_strdup_printf ("<%s>", tags[i]), *close = g_strdup_printf ("</%s>", tags[i]);
      g_autofree char *text = dup_between (page, open, close);
      g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
      guint8 digest[32];
      gsize len = sizeof digest;

      g_checksum_update (sum, (const guchar *) text, -1);
      g_checksum_get_digest (sum, digest, &len);
      g_autofree char *base64 = g_base64_encode (digest, len);
      cr_expect_not_null (strstr (policy, base64), "%s", tags[i]);
    }
}

/* What the page must not hold, wherever it comes from. */
Test (html, nothing_from_the_mail_is_markup)
{
  static const char *const bad[] = { "<b>bold", "<img", "onerror", "javascript:", "http://", "https://", " style=", "\033", "\xe2\x80\xae" };
  g_autofree char *page = dup_page ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    cr_expect_null (strstr (page, bad[i]), "'%s'", bad[i]);
}

Test (html, text_is_escaped_and_shown)
{
  g_autoptr (GString) out = g_string_new (NULL);

  msp_html_text (out, "<a href=\"x\">'&\x01\xe2\x80\xae", 0);
  cr_expect_str_eq (out->str, "&lt;a href=&quot;x&quot;&gt;&apos;&amp;\\u{1}\\u{202e}");
}

/* Pieces never leave the bar, and what exists can be seen. */
Test (html, bar_of_any_numbers)
{
  static const guint64 numbers[][3] = { { 0, 0, 0 }, { 1, 0, 1000000 }, { G_MAXUINT64 / 2, G_MAXUINT64 / 2, 1 }, { 5, 5, 5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      const MspHtmlPiece pieces[] = { { numbers[i][0], "high" }, { numbers[i][1], "low" }, { numbers[i][2], "info" }, { 0, NULL } };
      guint end = 0;

      msp_html_bar (out, pieces, numbers[i][0] / 2 + numbers[i][2], "t");
      for (const char *p = strstr (out->str, "<rect"); p != NULL; p = strstr (p + 1, "<rect"))
        {
          guint x = (guint) g_ascii_strtoull (strstr (p, "x=\"") + 3, NULL, 10);
          guint width = (guint) g_ascii_strtoull (strstr (p, "width=\"") + 7, NULL, 10);

          cr_expect_eq (x, end, "case %zu", i);
          cr_expect_gt (width, 0);
          end = x + width;
        }
      cr_expect_leq (end, 1000, "case %zu", i);
    }
}

static GArray *
new_timeline (const gint64 *dates, gsize n, MspTimelineUnit *out_unit)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) file = sample_case_begin (path, NULL);
  GArray *bins;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *locator = g_strdup_printf ("leak/%zu", i), *id = msp_hash_dup_id (locator);
      MspMessageRecord message = {
        .id = id, .locator = locator, .source = "leak", .kind = MSP_MESSAGE_MAIL, .mailbox = "", .folder = "", .labels = "",
        .date = dates[i], .from = "", .recipients = "", .subject = "", .message_id = "", .score_reasons = "",
      };

      cr_assert (msp_sink_message (msp_case_get_sink (file), &message, NULL));
    }
  cr_expect_not (msp_case_finish (file, 1, NULL));   /* without a ledger */
  bins = msp_timeline_new (file, out_unit, NULL);
  sample_case_remove (folder);
  return bins;
}

#define DAY G_GINT64_CONSTANT (86400)

static const struct {
  gint64          dates[3];
  gsize           n;
  MspTimelineUnit unit;
  guint           bins;
  const char     *first, *last;
  guint64         in_first;
} spans[] = {
  { { 0, 0, 0 }, 3, MSP_TIMELINE_DAYS, 1, "1970-01-01", "1970-01-01", 3 },
  { { -1, 0, DAY }, 3, MSP_TIMELINE_DAYS, 3, "1969-12-31", "1970-01-02", 1 },
  { { 0, 61 * DAY, MSP_DATE_UNKNOWN }, 3, MSP_TIMELINE_DAYS, 62, "1970-01-01", "1970-03-03", 1 },
  { { 0, 62 * DAY, 0 }, 3, MSP_TIMELINE_MONTHS, 3, "1970-01", "1970-03", 2 },
  { { 0, 1096 * DAY, 0 }, 3, MSP_TIMELINE_YEARS, 4, "1970", "1973", 2 },
  { { -62135596800, 0, 1675400000 }, 3, MSP_TIMELINE_YEARS, 100, "1924", "2023", 1 },
  { { G_MININT64 / 2, G_MAXINT64, MSP_DATE_UNKNOWN }, 3, MSP_TIMELINE_DAYS, 0, NULL, NULL, 0 },
};

Test (html, timeline_has_bins_that_fit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      MspTimelineUnit unit;
      g_autoptr (GArray) bins = new_timeline (spans[i].dates, spans[i].n, &unit);

      cr_assert_not_null (bins);
      cr_assert_eq (bins->len, spans[i].bins, "row %zu: %u bins", i, bins->len);
      cr_expect_eq (unit, spans[i].unit, "row %zu", i);
      if (bins->len == 0)
        continue;
      cr_expect_str_eq (g_array_index (bins, MspTimelineBin, 0).sensitive.label, spans[i].first);
      cr_expect_str_eq (g_array_index (bins, MspTimelineBin, bins->len - 1).sensitive.label, spans[i].last);
      cr_expect_eq (g_array_index (bins, MspTimelineBin, 0).messages, spans[i].in_first, "row %zu", i);
    }
}

static char *
dup_accessed_page (void)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autofree char *target = g_build_filename (folder, "a.html", NULL);
  g_autoptr (MspCase) accessed = accessed_case_new (path);
  char *page = NULL;

  cr_assert (msp_html_write (accessed, NULL, target, NULL));
  cr_assert (g_file_get_contents (target, &page, NULL, NULL));
  sample_case_remove (folder);
  return page;
}

static const char *const access_facts[] = {
  "<a href=\"#access\">",
  "<section id=\"access\"",
  "<p class=\"lead\">Of 16 message copies in 3 mailboxes, 8 were accessed",
  "aria-label=\"Records of access over time\"",
  "aria-label=\"When it was exposed\"",
  "<rect class=\"maybe\"",
  "<rect class=\"gap\"",
  "aria-label=\"accessed: 4, must be presumed accessed: 1, indeterminate: 1\"",
  "<span class=\"tag critical\">hostile</span>",
  "folder synchronisation; A1; 2026-03-04 01:00<br><code>leak/all.mbox@300</code>",
  "<summary>Limits</summary>",
  "\\u{202e}gnp",
};

Test (html, access_is_told_when_it_has_run)
{
  g_autofree char *page = dup_accessed_page (), *without = dup_page ();

  for (gsize i = 0; i < G_N_ELEMENTS (access_facts); i++)
    cr_expect_not_null (strstr (page, access_facts[i]), "'%s' is not in:\n%s", access_facts[i], page);
  cr_expect_null (strstr (without, "\"access\""));
  cr_expect_null (strstr (without, "#access"));
}

Test (html, strip_fills_its_width)
{
  static const char *const css[] = { "a", NULL, "b" };
  g_autoptr (GString) out = g_string_new (NULL);

  msp_html_strip (out, css, 3, "t");
  cr_expect_not_null (strstr (out->str, "<rect class=\"a\" x=\"0\" width=\"333\""), "%s", out->str);
  cr_expect_not_null (strstr (out->str, "<rect class=\"b\" x=\"666\" width=\"334\""), "%s", out->str);
}
