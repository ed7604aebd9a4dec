/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/uid-set.h"

#include <criterion/criterion.h>

TestSuite (uid_set);

Test (uid_set, numbers_are_written_out_and_open_parts_counted)
{
  static const struct { const char *text, *numbers; guint64 count; gsize max; } cases[] = {
    { "12,15:17", "12 15 16 17", 4, 100 }, { "17:15", "15 16 17", 3, 100 }, { "*", "", 1, 100 }, { "7,4294967290:*", "7", 7, 100 },
    { "*:4294967295,3", "3", 2, 100 }, { "$", "", 4294967295, 100 }, { "1:5,9", "1 2 3 4 5", 6, 5 }, { "1:6,9", "9", 7, 5 },
    { "1:4294967295,2", "2", G_GUINT64_CONSTANT (4294967296), 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_autoptr (GString) text = g_string_new (NULL);
      guint64 count;

      cr_expect (msp_uid_set_parse (msp_span_from_string (cases[i].text), cases[i].max, numbers, &count), "%s", cases[i].text);
      for (guint n = 0; n < numbers->len; n++)
        g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, n > 0 ? " " : "", g_array_index (numbers, guint64, n));
      cr_expect_str_eq (text->str, cases[i].numbers, "%s: %s", cases[i].text, text->str);
      cr_expect_eq (count, cases[i].count, "%s: %" G_GUINT64_FORMAT, cases[i].text, count);
    }
}

Test (uid_set, other_text_is_none)
{
  static const char *const cases[] = { "", ",", "0", "1,,2", "1:", ":2", "1:2:3", "a", "4294967296", "-1", "1 2", "**", "<12 byte literal>" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
      guint64 count;

      cr_expect_not (msp_uid_set_parse (msp_span_from_string (cases[i]), 100, numbers, &count), "%s", cases[i]);
    }
}
