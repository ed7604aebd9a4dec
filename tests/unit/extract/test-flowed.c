/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/flowed.h"

#include <criterion/criterion.h>

Test (flowed, soft_line_ends_are_joined)
{
  static const struct { const char *text; gboolean delsp; const char *expected; } rows[] = {
    { "one \ntwo\nthree\n", FALSE, "one two\nthree\n" },
    { "one \ntwo\n", TRUE, "onetwo\n" },
    { "> a \n> b\nc\n", FALSE, "> a b\nc\n" },
    { ">> a \n> b\n", FALSE, ">> a \n> b\n" },
    { " >not quoted\n", FALSE, ">not quoted\n" },
    { " stuffed\n", FALSE, "stuffed\n" },
    { "a \n-- \nAnn\n", FALSE, "a \n-- \nAnn\n" },
    { "-- \nAnn \nB\n", TRUE, "-- \nAnnB\n" },
    { "\n\na", FALSE, "\n\na\n" },
    { "", FALSE, "" },
    { "a ", FALSE, "a " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      msp_flowed_append (out, msp_span_from_string (rows[i].text), rows[i].delsp);
      cr_expect_str_eq (out->str, rows[i].expected, "%s: '%s'", rows[i].text, out->str);
    }
}
