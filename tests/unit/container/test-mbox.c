/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox.h"

#include <criterion/criterion.h>

#include "entries.h"

#define FROM "From jane@example.com Tue Jan  3 10:00:00 2023"
#define NO_FAILURE G_MAXSIZE

Test (mbox, splits_into_messages)
{
  static const struct { const char *text, *expected, *kind; } rows[] = {
    { FROM "\nSubject: a\n\nx\n\n" FROM "\nSubject: b\n\ny\n", "Subject: a\n\nx\n|Subject: b\n\ny\n|", "mbox" },
    { FROM "\r\nSubject: a\r\n\r\nx\r\n\r\n" FROM "\r\nSubject: b\r\n\r\ny", "Subject: a\r\n\r\nx\r\n|Subject: b\r\n\r\ny|",
      "mbox" },
    { FROM "\rSubject: a\r\rx\r\r" FROM "\rSubject: b\r\ry\r", "Subject: a\r\rx\r|Subject: b\r\ry\r|", "mbox" },
    { FROM "\nSubject: a\n\nx\n" FROM "\nSubject: b\n\ny\n", "Subject: a\n\nx\n|Subject: b\n\ny\n|", "mbox" },
    { FROM "\nSubject: a\n\nx\n\n" FROM "\nwrote this\n", "Subject: a\n\nx\n\n" FROM "\nwrote this\n|", "mbox" },
    { FROM "\nSubject: a\n\nFrom here on it works\n", "Subject: a\n\nFrom here on it works\n|", "mbox" },
    { FROM "\nSubject: a\n\n>" FROM "\n>>" FROM "\n", "Subject: a\n\n>" FROM "\n>>" FROM "\n|", "mbox" },
    { "\xef\xbb\xbf\n\n" FROM "\nSubject: a\n\nx\n", "#5;Subject: a\n\nx\n|", "mbox" },
    { "From - Tue Jan 03 10:00:00 2023\nX-Mozilla-Status: 0001\nSubject: a\n\nx\n", "X-Mozilla-Status: 0001\nSubject: a\n\nx\n|",
      "mbox" },
    { FROM "\n\nno header\n\n" FROM "\n\nnone here\n", "\nno header\n|\nnone here\n|", "mbox" },
    { FROM "\n" FROM "\nSubject: b\n\ny\n", "|Subject: b\n\ny\n|", "mbox" },
    { FROM, "|", "mbox" },
    { FROM "\nContent-Length: 4\n\nx\n\n" FROM "\nSubject: b\n\ny\n", "Content-Length: 4\n\nx\n|Subject: b\n\ny\n|", "mbox" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestEntries) got = test_entries_new (rows[i].text, strlen (rows[i].text), "inbox", G_MAXSIZE, NO_FAILURE, NULL);
      g_autofree char *text = test_entries_dup_text (got);

      cr_expect_str_eq (got->kind, rows[i].kind, "row %zu", i);
      cr_expect_str_eq (text, rows[i].expected, "row %zu", i);
      cr_expect_eq (got->sum, strlen (rows[i].text), "row %zu", i);
      cr_expect_null (got->error);
    }
}

Test (mbox, quoted_from_line_stays_in_body)
{
  const char *text =
    FROM "\nContent-Length: 73\nSubject: a\n\nx\n\n" FROM "\nSubject: quoted\n\nbody\n\n" FROM "\nSubject: b\n\ny\n";
  g_autoptr (TestEntries) got = test_entries_new (text, strlen (text), NULL, G_MAXSIZE, NO_FAILURE, NULL);

  cr_assert_eq (got->entries->len, 2);
  cr_expect_str_eq (got->kind, "mboxcl");
  cr_expect (g_str_has_suffix (((TestEntry *) g_ptr_array_index (got->entries, 0))->bytes->str, "quoted\n\nbody\n"));
  cr_expect_eq (got->sum, strlen (text));
}

Test (mbox, length_of_the_next_message_is_its_own)
{
  const char *text = FROM "\nTo: a\n" FROM "\nTo: b\nContent-Length: 2\n\ny\n";
  g_autoptr (TestEntries) got = test_entries_new (text, strlen (text), NULL, G_MAXSIZE, NO_FAILURE, NULL);
  g_autofree char *entries = test_entries_dup_text (got);

  cr_expect_str_eq (entries, "To: a\n|To: b\nContent-Length: 2\n\ny\n|");
  cr_expect_str_eq (got->kind, "mboxcl");
}

Test (mbox, lying_content_length_is_not_believed)
{
  static const char *const lengths[] = { "0", "1", "3", "5", "60", "99999999999999999999", "-1", "2x", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = g_strdup_printf (FROM "\nContent-Length: %s\n\nxyz\nxyz\n\n" FROM "\nSubject: b\n\ny\n",
                                               lengths[i]);
      g_autoptr (TestEntries) got = test_entries_new (text, strlen (text), NULL, G_MAXSIZE, NO_FAILURE, NULL);

      cr_expect_eq (got->entries->len, 2, "length %s", lengths[i]);
      cr_expect_eq (got->sum, strlen (text), "length %s", lengths[i]);
    }
}

Test (mbox, bytes_of_no_message_are_reported)
{
  static const struct { const char *text; gsize len; const char *expected; } rows[] = {
#define ROW(text, expected) { text, sizeof text - 1, expected }
    ROW ("junk\n\n" FROM "\nSubject: a\n\nx\n", "#6;Subject: a\n\nx\n|"),
    ROW (FROM "\nSubject: a\n\nx\n\0\0\0\0\0\0\0\0\0\0" FROM "\nSubject: b\n\ny\n", "Subject: a\n\nx\n|#10;Subject: b\n\ny\n|"),
    ROW ("\0\0\0\0\0\0\0\0" FROM "\nSubject: b\n\ny\n", "#8;Subject: b\n\ny\n|"),
    ROW (FROM "\nSubject: a\n\nx\n\0\0\0\0\0\0\0\0", "Subject: a\n\nx\n|#8;"),
    ROW ("Subject: a\n\nx\n\n" FROM "\nSubject: b\n\ny\n", "Subject: a\n\nx\n|Subject: b\n\ny\n|"),
#undef ROW
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestEntries) got = test_entries_new (rows[i].text, rows[i].len, "a.mbox", G_MAXSIZE, NO_FAILURE, NULL);
      g_autofree char *text = test_entries_dup_text (got);

      cr_expect_str_eq (text, rows[i].expected, "row %zu", i);
      cr_expect_eq (got->sum, rows[i].len, "row %zu", i);
    }
}

Test (mbox, text_that_quotes_a_mailbox_is_none)
{
  const char *text = "How a mailbox looks:\n\n" FROM "\nSubject: a\n\nx\n";

  cr_expect_eq (msp_mbox_reader.bid (msp_span_from_string (text), TRUE, "howto.txt"), 0);
  cr_expect_eq (msp_mbox_reader.bid (msp_span_from_string ("From our house to yours\nhello\n"), TRUE, "card.txt"), 0);
  cr_expect_eq (msp_mbox_reader.bid (msp_span_from_string (""), TRUE, "empty.mbox"), 0);
}

/* About 3 MB of messages, larger than the window, with every trap of the tables above. */
static GString *
make_mailbox (guint32 seed, guint *out_count)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GString *text = g_string_new (NULL);

  *out_count = 0;
  while (text->len < 3 * 1000 * 1000)
    {
      guint lines = (guint) g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 50) == 0 ? 20000 : 300);

      (*out_count)++;
      g_string_append_printf (text, FROM "\nSubject: message %u\n\n", *out_count);
      for (guint i = 0; i < lines; i++)
        g_string_append (text, g_rand_int_range (rand, 0, 30) == 0
                         ? "From me to you\n\n" FROM "\nhe wrote\n" : "a line of text as others are\n");
      g_string_append_c (text, '\n');
    }
  return text;
}

Test (mbox, large_mailbox_is_split_alike_however_it_is_read)
{
  static const gsize chunks[] = { G_MAXSIZE, 4096, 1021, 1 };
  guint count;
  GString *text = make_mailbox (7, &count);

  for (gsize i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      g_autoptr (TestEntries) got = test_entries_new (text->str, text->len, NULL, chunks[i], NO_FAILURE, NULL);

      cr_expect_eq (got->entries->len, count);
      cr_expect_eq (got->sum, text->len);
    }
  g_string_free (text, TRUE);
}

Test (mbox, long_message_is_cut_and_counted_whole)
{
  MspLimits limits;
  guint count;
  GString *text = make_mailbox (8, &count);

  msp_limits_init (&limits);
  for (limits.message_bytes = 64; limits.message_bytes < 4000 * 1000; limits.message_bytes *= 4)
    {
      g_autoptr (TestEntries) got = test_entries_new (text->str, text->len, NULL, G_MAXSIZE, NO_FAILURE, &limits);

      cr_expect_eq (got->entries->len, count);
      cr_expect_eq (got->sum, text->len);
      for (guint i = 0; i < got->entries->len; i++)
        {
          const TestEntry *entry = g_ptr_array_index (got->entries, i);
          gsize line = sizeof FROM;

          cr_expect_eq (entry->truncated, entry->size - line - 1 > limits.message_bytes);
          cr_expect_eq (entry->bytes->len, MIN (entry->size - line - 1, limits.message_bytes));
          cr_expect_eq (memcmp (entry->bytes->str, text->str + entry->offset + line, entry->bytes->len), 0);
        }
    }
  g_string_free (text, TRUE);
}

Test (mbox, failing_source_keeps_what_was_read)
{
  static const gsize places[] = { 1, 60, 1000 * 1000, 2 * 1000 * 1000 };
  guint count;
  GString *text = make_mailbox (9, &count);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (TestEntries) got = test_entries_new (text->str, text->len, "a.mbox", 1000, places[i], NULL);
      const TestEntry *last = got->entries->len > 0 ? g_ptr_array_index (got->entries, got->entries->len - 1) : NULL;

      cr_expect (g_error_matches (got->error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_IO) || got->kind == NULL);
      cr_expect_eq (got->sum, got->kind == NULL ? 0 : places[i]);
      if (last != NULL)
        cr_expect (last->truncated && last->fate == MSP_FATE_PARTIAL && last->reason == MSP_REASON_IO);
    }
  g_string_free (text, TRUE);
}

/* Cuts, swaps and overwrites; whatever comes out, every byte is in one entry. */
Test (mbox, damaged_bytes_all_belong_to_an_entry)
{
  static const char seed_text[] =
    FROM "\nContent-Length: 9\n\nsome text\n\n" FROM "\r\nSubject: b\r\n\r\ny\r\n\r\n" FROM "\rSubject: c\r\rz\r\r"
                                  FROM "\nContent-Length: 3\nSubject: d\n\n\0\0\0\0\0\0\0\0\0\0\n\n" FROM "\n\n";
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  guint accepted = 0;
  MspLimits limits;

  msp_limits_init (&limits);
  for (guint round = 0; round < 3000; round++)
    {
      gsize len = round % 7 == 0 ? (gsize) g_rand_int_range (rand, 0, sizeof seed_text) : sizeof seed_text - 1;
      g_autofree char *text = g_memdup2 (seed_text, sizeof seed_text);

      for (guint k = 0; k < round % 9 && len > 0; k++)
        {
          gsize a = (gsize) g_rand_int_range (rand, 0, (gint32) len), b = (gsize) g_rand_int_range (rand, 0, (gint32) len);

          if (g_rand_boolean (rand))
            text[a] = text[b];
          else
            memmove (text + MIN (a, b), text + MAX (a, b), len - MAX (a, b));
        }
      limits.message_bytes = round % 3 == 0 ? 16 : 1000;
      g_autoptr (TestEntries) got = test_entries_new (text, len, "a.mbox", 1 + round % 64, NO_FAILURE, &limits);
      if (got->kind != NULL)
        cr_expect_eq (got->sum, len, "round %u", round);
      accepted += got->kind != NULL;
    }
  cr_expect_gt (accepted, 2000);
}
