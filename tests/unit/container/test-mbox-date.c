/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-date.h"

#include <criterion/criterion.h>

Test (mbox_date, ends_a_separator_line)
{
  static const struct { const char *line; gboolean dated; } rows[] = {
    { "From jane@example.com Tue Jan  3 10:00:00 2023", TRUE },
    { "From jane@example.com  Tue Jan 03 10:00 2023", TRUE },
    { "From jane at example.com  Tue Jan  3 10:00:00 2023", TRUE },
    { "From j@ne @end|ng |rom ex@mp|e@com  Sun Sep 13 12:02:00 2020", TRUE },
    { "From Jane Roe <jane@example.com>  Tue Jan  3 10:00:00 2023", TRUE },
    { "From - Tue Jan 03 10:00:00 2023", TRUE },
    { "From @ Thu Mar 23 08:21:39 2006", TRUE },
    { "From \"jane@example.com\" Wed Jan 30 18:07:01 2002", TRUE },
    { "From MAILER-DAEMON Fri Jul  8 12:08:34 2011", TRUE },
    { "From MAILER_DAEMON Fri Jul  8 12:08:34 2011", TRUE },
    { "From mboxrd@z Thu Jan  1 00:00:00 1970", TRUE },
    { "From ???@??? Tue Jan 03 10:00:00 2023", TRUE },
    { "From 1754321098765432109@xxx Mon Jan 02 03:04:05 +0000 2023", TRUE },
    { "From jane Tue Jan  3 10:00:00 CET 2023", TRUE },
    { "From jane Tue Jan  3 10:00:00 MET DST 2023", TRUE },
    { "From jane Tue Jan  3 10:00:00 2023 +0100", TRUE },
    { "From jane Tue, 3 Jan 2023 10:00:00 +0100 (CET)", TRUE },
    { "From jane Jan 3 10:00:00 2023", TRUE },
    { "From jane Tue Jan  3 10:00:00 1995 remote from hub", TRUE },
    { "From jane 2023-01-03 10:00:00", TRUE },
    { "From jane 2023-01-03T10:00:00Z", TRUE },
    { "From jane 3-Jan-2023 10:00:00", TRUE },
    { "From  Tue Jan  3 10:00:00 2023", TRUE },
    { "From Tue Jan  3 10:00:00 2023 she wrote", FALSE },
    { "From jane@example.com Tue Jan  3 10:00:00", FALSE },
    { "From jane@example.com Tue Jan  3 2023", FALSE },
    { "From jane@example.com Tue Jan  3 25:00:00 2023", FALSE },
    { "From jane@example.com Tue Jan 42 10:00:00 2023", FALSE },
    { "From jane@example.com Tue Jan  3 10:00:00 20233", FALSE },
    { "From my understanding of the tests", FALSE },
    { "From 10:00 on Tue 3 2023", FALSE },
    { "From ", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_mbox_date_ends_line (msp_span_from_string (rows[i].line)), rows[i].dated, "%s", rows[i].line);
}

Test (mbox_date, other_forms_are_told_apart)
{
  static const struct { const char *line; gboolean dated; } rows[] = {
    { "x 03/01/2023 10:00", TRUE },
    { "x 2023/1/3 10:00:00.123", TRUE },
    { "x 2023-01-03T10:00:00+01:00", TRUE },
    { "x Tue 3 January 2023 10:00 PM", TRUE },
    { "x tuesday, SEPT 30, 1975, 24:00:61", TRUE },
    { "x Tue Jan  3 10:00:00 GMT+1 2023", TRUE },
    { "Tue Jan  3 10:00:00 2023", TRUE },
    { "3 Jan 2023 10:00", TRUE },
    { "x Tue Jan  3 10:00:00 2023 A B C", TRUE },
    { "x Tue Jan  3 10:00:00 2023 A B C D", FALSE },
    { "x Tue Jan  3 3 10:00:00 2023", FALSE },
    { "x Tue Tue Jan  3 10:00:00 2023", TRUE },
    { "x Jan Tue 3 Tue 10:00:00 2023", FALSE },
    { "x 2023-13-03 10:00:00", FALSE },
    { "x 2023-01-32 10:00:00", FALSE },
    { "x 2023-01-03x10:00:00", FALSE },
    { "x 32-Jan-2023 10:00:00", FALSE },
    { "x 3-Jun.2023 10:00:00", FALSE },
    { "x Tue Jan  3 10:60:00 2023", FALSE },
    { "x Tue Jan  3 10:00:62 2023", FALSE },
    { "x Tue Jan  3 1959 10:00:00", FALSE },
    { "x Tue Jan  3 2100 10:00:00", FALSE },
    { "x Tue Jan  0 2023 10:00:00", FALSE },
    { "remote from hub", FALSE },
    { " , , ", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_mbox_date_ends_line (msp_span_from_string (rows[i].line)), rows[i].dated, "%s", rows[i].line);
}

/* Whatever stands before a date does not matter, and a date without its end is none. */
Test (mbox_date, truncated_dates_are_none)
{
  static const char date[] = "Tue Jan  3 10:00:00 2023";

  for (gsize len = 0; len < sizeof date; len++)
    {
      g_autofree char *line = g_strndup (date, len);

      cr_expect_eq (msp_mbox_date_ends_line (msp_span_new (line, len)), len == sizeof date - 1, "'%s'", line);
      cr_expect_eq (msp_mbox_date_ends_line (msp_span_new (date + len, sizeof date - 1 - len)), len <= 4, "'%s'", date + len);
    }
}

Test (mbox_date, shuffled_words_and_bytes_are_borne)
{
  static const char *const words[] = { "Tue", "Jan", "3", "10:00:00", "2023", "+0100", "(CET)", "2023-01-03", "3-Jan-2023", ",", "from",
                                       "remote", "T", "99999999999999999999", "10:", "1-", "\xff" };
  g_autoptr (GRand) random = g_rand_new_with_seed (41);

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      guint n = (guint) g_rand_int_range (random, 0, 9);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (line, "%s%s", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))], round % 3 == 0 ? "" : " ");
      if (line->len > 0)
        line->str[g_rand_int_range (random, 0, (gint32) line->len)] = (char) g_rand_int_range (random, 0, 256);
      g_autofree char *copy = g_memdup2 (line->str, line->len);
      (void) msp_mbox_date_ends_line (msp_span_new (copy, line->len));
    }
}
