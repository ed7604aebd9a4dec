/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-length.h"

#include <criterion/criterion.h>

#define FROM "From jane@example.com Tue Jan  3 10:00:00 2023\n"

Test (mbox_length, field_counts_in_any_line_of_the_beginning)
{
  static const struct { const char *head; gboolean is_in; } rows[] = {
    { FROM "Subject: x\nContent-Length: 5\n\nhello\n", TRUE },
    { "CONTENT-LENGTH:5", TRUE },
    { "a\r\ncontent-length: x\r\n", TRUE },
    { "a\rContent-Length: 5\r", TRUE },
    { "X-Content-Length: 5\n", FALSE },
    { " Content-Length: 5\n", FALSE },
    { "Content-Length 5\n", FALSE },
    { "Content-Lengt", FALSE },
    { "", FALSE },
    { "\n\n\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_mbox_length_is_in (msp_span_from_string (rows[i].head)), rows[i].is_in, "row %zu", i);
}

/* text begins at a message's header, behind its separator line; end: where the message ends there, -1 if the field is not
   believed. */
static void
expect_end (const char *text, gsize max, gssize end, gboolean found)
{
  g_autofree char *whole = g_strconcat (FROM, text, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (whole, strlen (whole));
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  MspMboxWindow window;
  gsize at = 0, out_end = 0;
  gboolean out_found = FALSE, good;

  msp_mbox_window_init (&window, stream);
  good = msp_mbox_length_find_end (&window, &at, strlen (FROM), max, &out_end, &out_found);
  cr_expect_eq (good, end >= 0, "'%s'", text);
  cr_expect (!good || out_end == at + strlen (FROM) + (gsize) end, "'%s' ends at %zu", text, out_end);
  cr_expect (!good || out_found == found, "'%s'", text);
  msp_mbox_window_clear (&window);
}

Test (mbox_length, length_is_believed_where_it_leads_to_a_separator_or_the_end)
{
  expect_end ("Content-Length: 5\n\nhell\n" FROM "Subject: y\n\n", 1000, 24, TRUE);
  expect_end ("Content-Length: 5\n\nhello\n" FROM "Subject: y\n\n", 1000, 25, TRUE);
  expect_end ("Content-Length: 5\n\nhello\n\n" FROM "Subject: y\n\n", 1000, 26, TRUE);
  expect_end ("Content-Length:\t5 \r\n\r\nhello\r\n\r\n" FROM "Subject: y\n\n", 1000, 31, TRUE);
  expect_end ("Content-Length: 5\n\nhello", 1000, 24, FALSE);
  expect_end ("Content-Length: 5\n\nhello\n\n", 1000, 26, FALSE);
  expect_end ("Content-Length: x\nContent-Length: 5\n\nhello", 1000, 42, FALSE);
  expect_end ("Content-Length: 0\n\n" FROM "Subject: y\n\n", 1000, 19, TRUE);
}

Test (mbox_length, a_lie_is_not_believed)
{
  expect_end ("Content-Length: 4\n\nhello\n" FROM "Subject: y\n\n", 1000, -1, FALSE);
  expect_end ("Content-Length: 6\n\nhello", 1000, -1, FALSE);
  expect_end ("Content-Length: 4\n\nhello", 1000, -1, FALSE);
  expect_end ("Content-Length: 5\n\nhello\n\n\n" FROM "Subject: y\n\n", 1000, -1, FALSE);
  expect_end ("Content-Length: 5\n\nhello\nnot a separator\n", 1000, -1, FALSE);
  expect_end ("Content-Length: 5\n\nhello", 4, -1, FALSE);
  expect_end ("Content-Length: 999999999999\n\nhello", G_MAXSIZE, -1, FALSE);
  expect_end ("Content-Length: 99999999999999999999999999\n\nhello", G_MAXSIZE, -1, FALSE);
  expect_end ("Content-Length: -5\n\nhello", 1000, -1, FALSE);
  expect_end ("Content-Length:\n\nhello", 1000, -1, FALSE);
  expect_end ("Content-Length: 5 bytes\n\nhello", 1000, -1, FALSE);
  expect_end ("Subject: x\n\nContent-Length: 5\n\nhello", 1000, -1, FALSE);
  expect_end ("Content-Length: 5\n" FROM "\nhello", 1000, -1, FALSE);
  expect_end ("Content-Length: 5\n", 1000, -1, FALSE);
  expect_end ("", 1000, -1, FALSE);
}

Test (mbox_length, truncated_and_shuffled_messages_end_inside_the_window)
{
  static const char *const pieces[] = { "Content-Length: ", "5", "99", "\n", "\r\n", "\n\n", "hello", FROM, "Subject: x\n", "\r" };
  g_autoptr (GRand) random = g_rand_new_with_seed (43);

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) text = g_string_new (FROM "Content-Length: ");
      guint n = (guint) g_rand_int_range (random, 0, 12);
      MspMboxWindow window;
      gsize at = 0, end = 0;
      gboolean found = FALSE;

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      g_autoptr (GBytes) bytes = g_bytes_new (text->str, (gsize) g_rand_int_range (random, (gint32) strlen (FROM), (gint32) text->len));
      g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
      msp_mbox_window_init (&window, stream);
      if (msp_mbox_length_find_end (&window, &at, strlen (FROM), 100, &end, &found))
        cr_assert (end <= window.len && end > at && found == (end < window.len), "round %u", round);
      msp_mbox_window_clear (&window);
    }
}
