/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/eml.h"

#include <criterion/criterion.h>

#include "entries.h"

Test (eml, header_at_the_top_makes_a_message)
{
  static const struct { const char *text, *name, *expected; } rows[] = {
    { "From: jane@example.com\nSubject: a\n\nx\n", "1", "From: jane@example.com\nSubject: a\n\nx\n|" },
    { "\xef\xbb\xbf\r\nReceived: by a\r\n\tfolded\r\nSubject: a\r\n\r\nx", "1",
      "Received: by a\r\n\tfolded\r\nSubject: a\r\n\r\nx|" },
    { ">From jane Tue Jan  3 10:00:00 2023\nTo: a\nSubject: a\n\nx", "1", "To: a\nSubject: a\n\nx|" },
    { "From jane\nTo: a\nSubject: a\n\nx", "1", "To: a\nSubject: a\n\nx|" },
    { "Subject: a\n\nx", "1", "Subject: a\n\nx|" },
    { "Odd: a\n\nx", "saved.EML", "Odd: a\n\nx|" },
    { "Subject: a\rDate: b\r\rx", "1", "Subject: a\rDate: b\r\rx|" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestEntries) got = test_entries_new (rows[i].text, strlen (rows[i].text), rows[i].name, 1, G_MAXSIZE, NULL);
      g_autofree char *text = test_entries_dup_text (got);

      cr_expect_str_eq (text, rows[i].expected, "row %zu", i);
      cr_expect_str_eq (got->kind, "eml");
      cr_expect_eq (got->sum, strlen (rows[i].text));
    }
}

Test (eml, other_text_is_no_message)
{
  static const char *const texts[] = {
    "", "\n\n", "Dear Jane,\nSubject: a\n", "Note: this is a list\nof things\n", "Status: open\nplease look\n",
    "http://example.com/\n", "Hi Bob: x\n", "key: value\nother: value\n", "BEGIN:VCALENDAR\nX-A:b\nPRIORITY:1\n",
    "User-agent: *\nDisallow: /\n\n", "Subject: lunch\nDear all,\nDate: Friday\nTo: the usual place\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    cr_expect_eq (msp_eml_reader.bid (msp_span_from_string (texts[i]), TRUE, "a.txt"), 0, "%s", texts[i]);
}

Test (eml, long_or_broken_message_is_cut)
{
  g_autoptr (GString) text = g_string_new ("From: jane@example.com\nSubject: a\n\n");
  MspLimits limits;

  while (text->len < 500 * 1000)
    g_string_append (text, "a line of text as others are\n");
  msp_limits_init (&limits);
  limits.message_bytes = 100 * 1000;
  g_autoptr (TestEntries) cut = test_entries_new (text->str, text->len, "1", 1000, G_MAXSIZE, &limits);
  const TestEntry *entry = g_ptr_array_index (cut->entries, 0);
  cr_expect (entry->truncated && entry->fate == MSP_FATE_PARTIAL && entry->reason == MSP_REASON_LIMIT);
  cr_expect_eq (entry->bytes->len, limits.message_bytes);
  cr_expect_eq (cut->sum, text->len);
  g_autoptr (TestEntries) broken = test_entries_new (text->str, text->len, "1", 1000, 300 * 1000, NULL);
  entry = g_ptr_array_index (broken->entries, 0);
  cr_expect (entry->truncated && entry->fate == MSP_FATE_PARTIAL && entry->reason == MSP_REASON_IO);
  cr_expect_eq (entry->bytes->len, 300 * 1000);
  cr_expect (g_error_matches (broken->error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_IO));
}
