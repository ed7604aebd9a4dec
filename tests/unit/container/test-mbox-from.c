/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-from.h"

#include <criterion/criterion.h>

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
