/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-date.h"
#include "container/mbox-from.h"

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

#define FROM "From jane@example.com Tue Jan  3 10:00:00 2023"

Test (mbox_from, separator_depends_on_the_lines_around)
{
  static const struct { const char *before, *line, *after; gboolean separator; } rows[] = {
    { "text\n\n", FROM, "\nSubject: x\n", TRUE },
    { "text\r\n\r\n", FROM, "\r\nSubject: x\r\n", TRUE },
    { "text\r\r", FROM, "\rSubject: x\r", TRUE },
    { "text\n\n", FROM, "\nX-Odd: x\n\n", TRUE },
    { "text\n\n", FROM, "\nOdd-Field: x\nOther: y\n", TRUE },
    { "text\n\n", FROM, "\nOdd-Field: x\n\tfolded\n", TRUE },
    { "text\n\n", FROM, "\nNote: this is prose\nthat goes on\n", FALSE },
    { "text\n\n", FROM, "\n\nno header at all\n", TRUE },
    { "text\n\n", FROM, "\n", TRUE },
    { "text\n\n", FROM, "", TRUE },
    { "text\n\n", FROM, "\n>From jane Tue Jan  3 10:00:00 2023\nSubject: x", TRUE },
    { "text\n\n", FROM, "\nshe wrote this\n", FALSE },
    { "text\n\n", FROM, "\nHi Bob: this is prose\n", FALSE },
    { "text\n", FROM, "\nSubject: x\n", TRUE },
    { "text\n", FROM, "\nOdd-Field: x\nOther: y\n", FALSE },
    { "text\n", FROM, "\n\n", FALSE },
    { "text\n", FROM, "\nprose\n", FALSE },
    { "text\0\0", FROM, "\nSubject: x\n", TRUE },
    { "text\n\n", "From the start", "\nSubject: x\n", FALSE },
    { "text\n\n", "From jane@example.com", "\nSubject: x\n", FALSE },
    { "\n", FROM, "\nSubject: x\n", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize before = strlen (rows[i].before) + (strcmp (rows[i].before, "text") == 0 ? 2 : 0);
      g_autoptr (GString) text = g_string_new_len (rows[i].before, (gssize) before);

      g_string_append (text, rows[i].line);
      g_string_append (text, rows[i].after);
      cr_expect_eq (msp_mbox_from_is_separator (msp_span_new (text->str, text->len), before, FALSE), rows[i].separator, "row %zu",
                    i);
    }
}

Test (mbox_from, beginning_of_the_stream_needs_less)
{
  static const struct { const char *text; gboolean separator; } rows[] = {
    { FROM "\nSubject: x\n", TRUE },
    { FROM "\nprose\n", TRUE },
    { "From jane@example.com\nSubject: x\n", TRUE },
    { "From our house to yours\nhappy holidays\n", FALSE },
    { "From our house to yours\nNote: happy holidays\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_mbox_from_is_separator (msp_span_from_string (rows[i].text), 0, TRUE), rows[i].separator, "row %zu", i);
}

Test (mbox_from, overlong_line_is_no_separator)
{
  g_autoptr (GString) text = g_string_new ("text\n\nFrom ");

  while (text->len < 2000)
    g_string_append (text, "jane ");
  g_string_append (text, "Tue Jan  3 10:00:00 2023\nSubject: x\n");
  cr_expect_not (msp_mbox_from_is_separator (msp_span_new (text->str, text->len), 6, FALSE));
}
