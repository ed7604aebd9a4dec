/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/number-format.h"

#include <criterion/criterion.h>

static const struct {
  double      value;
  const char *code, *shown;
  gboolean    is_1904;
} rows[] = {
  { 219099999, "000-00-0000", "219-09-9999" },
  { 78051120, "000-00-0000", "078-05-1120" },
  { 78051120, "000\\-00\\-0000", "078-05-1120" },
  { 78051120, "000\"-\"00\"-\"0000;@", "078-05-1120" },
  { 5550123, "[<=9999999]###-####;(###) ###-####", "555-0123" },
  { 2025550123, "[<=9999999]###-####;(###) ###-####", "(202) 555-0123" },
  { 4012888888881, "0000 0000 0000 0", "4012 8888 8888 1" },
  { 8901, "00000", "08901" },
  { 89010001, "00000-0000", "08901-0001" },
  { 123456789, "General", "123456789" },
  { 123456789012345, "General", "123456789012345" },
  { 4111111111111111, "General", "4111111111111111" },
  { 0.5, "General", "0.5" },
  { 0.1 + 0.2, "General", "0.3" },
  { -12, "General", "-12" },
  { 12, "0", "12" },
  { 0, "0", "0" },
  { 0, "#", "0" },
  { 1234.5, "#,##0.00", "1,234.50" },
  { 12, "#,##0", "12" },
  { 1234567, "#,##0", "1,234,567" },
  { -1234.5, "#,##0.00", "-1,234.50" },
  { -1234.5, "$#,##0.00;($#,##0.00)", "($1,234.50)" },
  { 1234.5, "[$\xe2\x82\xac-407] #,##0.00", "\xe2\x82\xac 1,234.50" },
  { 1234567, "0.0,,", "1.2" },
  { 0.256, "0.0%", "25.6%" },
  { 2.5, "0.##", "2.5" },
  { 3, "[Red]0;[Blue]-0", "3" },
  { -3, "[Red]0;[Blue]-0", "-3" },
  { 7, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", "7" },
  { 1e300, "000-00-0000", "1e+300" },
  { 25569, "yyyy-mm-dd", "1970-01-01" },
  { 29281, "mm/dd/yy", "1980-03-01" },
  { 29281, "[$-409]d\\-mmm\\-yy;@", "1980-03-01" },
  { 27819, "m/d/yyyy", "1980-03-01", TRUE },
  { 29281.75, "m/d/yy h:mm", "1980-03-01 18:00" },
  { 0.75, "h:mm:ss AM/PM", "18:00:00" },
  { 1.5, "[h]:mm", "36:00" },
  { 1, "d", "1900-01-01" },
  { 59, "d", "1900-02-28" },
  { 61, "d", "1900-03-01" },
  { 1e12, "yyyy", "1000000000000" },
  { -5, "yyyy", "-5" },
  { 1, "\"", "1" },
  { 1, "", "1" },
  { 1, "[", "1" },
  { 1, "\\", "1" },
};

Test (number_format, numbers_look_as_in_the_sheet)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      (void) msp_number_format_append (out, rows[i].value, rows[i].code, rows[i].is_1904);
      cr_expect_str_eq (out->str, rows[i].shown, "'%s' of %g is '%s', not '%s'", rows[i].code, rows[i].value, out->str,
                        rows[i].shown);
    }
}

Test (number_format, what_a_format_hides_is_told)
{
  static const char *const codes[] = { ";;;", "\"xxx-xx-xxxx\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      msp_number_format_append (out, 219099999, codes[i], FALSE);
      cr_expect (strstr (out->str, "219099999") != NULL, "'%s': '%s'", codes[i], out->str);
    }
  g_autoptr (GString) out = g_string_new (NULL);
  cr_expect_not (msp_number_format_append (out, 219099999, ";;;", FALSE));
}

Test (number_format, any_code_is_safe)
{
  static const char alphabet[] = "0#?.,%;[]\"\\_*yYmMdhsE+@/$-<=>9x \xe2\x82\xac";
  guint32 state = 1;

  for (guint round = 0; round < 20000; round++)
    {
      char code[24] = { 0 };
      g_autoptr (GString) out = g_string_new (NULL);

      for (guint i = 0; i < sizeof code - 1; i++)
        {
          state = state * 1664525u + 1013904223u;
          code[i] = alphabet[(state >> 16) % (sizeof alphabet - (state >> 30 == 0))];
        }
      (void) msp_number_format_append (out, (double) (gint32) state * (round % 3 == 0 ? 1e-6 : 1), code, round % 2);
      cr_assert_lt (out->len, 4096u, "'%s'", code);
    }
}
