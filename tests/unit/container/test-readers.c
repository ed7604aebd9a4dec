/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/reader.h"

#include <criterion/criterion.h>

#include "entries.h"

#define FROM "From jane@example.com Tue Jan  3 10:00:00 2023\n"

Test (readers, best_bid_opens)
{
  static const struct { const char *text; const char *name, *kind; } rows[] = {
    { FROM "Subject: a\n\nx\n", "1.eml", "mbox" },
    { "From jane\nSubject: a\nTo: b\n\nx\n", "1", "eml" },
    { "Subject: a\nTo: b\n\nx\n\n" FROM "Subject: b\n\ny\n", "1.eml", "eml" },
    { "Subject: a\nTo: b\n\nx\n\n" FROM "Subject: b\n\ny\n", "a.mbox", "mbox" },
    { "11\nSubject: a\n", "1.emlx", "emlx" },
    { "begin 644 a\n#86)C\n`\nend\n", "a.uu", "uu" },
    { "a plain text\n", "a.txt", "none" },
    { "", "empty", "none" },
    { "070707 is a number", "n", "none" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestEntries) got = test_entries_new (rows[i].text, strlen (rows[i].text), rows[i].name, G_MAXSIZE, G_MAXSIZE,
                                                      NULL);

      cr_expect_str_eq (got->kind != NULL ? got->kind : "none", rows[i].kind, "row %zu", i);
      cr_expect_null (got->error);
    }
}

Test (readers, message_can_be_forced)
{
  static const char *const texts[] = { "", "no header at all", FROM "Subject: a\n\nx\n\n" FROM "Subject: b\n\ny\n", "PK\3\4" };
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
      g_autoptr (MspReader) reader = msp_reader_open_message (stream, "x", &limits, NULL);
      MspEntry entry;
      gboolean end;

      cr_assert (msp_reader_next (reader, &entry, &end, NULL) && !end);
      cr_expect_eq (entry.kind, MSP_ENTRY_MESSAGE);
      cr_expect_eq (entry.size, strlen (texts[i]));
      cr_expect_str_eq (msp_reader_get_kind (reader), "eml");
      cr_expect_not (msp_reader_is_archive (reader));
      cr_expect (msp_reader_next (reader, &entry, &end, NULL) && end);
    }
}

Test (readers, source_that_fails_at_once_is_an_error)
{
  g_autoptr (TestEntries) got = test_entries_new ("abc", 3, "x", 1, 0, NULL);

  cr_expect_null (got->kind);
  cr_expect (g_error_matches (got->error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_IO));
}
