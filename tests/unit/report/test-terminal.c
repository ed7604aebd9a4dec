/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/terminal.h"

#include <criterion/criterion.h>

static const struct {
  const char *text;
  guint       columns;
  const char *shown;
} cells[] = {
  { "plain", 8, "plain   " },
  { "exactly8", 8, "exactly8" },
  { "one too many", 8, "one too…" },
  { "日本語", 8, "日本語  " },
  { "日本語日本", 8, "日本語… " },
  { "e\xcc\x81tat", 8, "e\xcc\x81tat    " },
  { "\x1b[2J", 12, "\\u{1b}[2J   " },
  { "a\r\n\x7f", 20, "a\\u{d}\\u{a}\\u{7f}   " },
  { "\xc2\x9b""31m", 12, "\\u{9b}31m   " },
  { "\xe2\x80\xae""exe", 12, "\\u{202e}exe " },
  { "\xe2\x81\xa6", 12, "\\u{2066}    " },
  { "a\xff", 8, "a\\xff   " },
  { "a\xe2\x82", 12, "a\\xe2\\x82   " },
  { "\x1b\x1b\x1b", 8, "\\u{1b}\\…" },
};

Test (terminal, cells_align_and_nothing_steers_the_terminal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      msp_terminal_append_cell (out, cells[i].text, cells[i].columns, FALSE);
      cr_expect_str_eq (out->str, cells[i].shown, "row %d: '%s'", (int) i, out->str);
      cr_expect_eq (msp_terminal_text_width (out->str), cells[i].columns, "row %d", (int) i);
    }
}

Test (terminal, paragraphs_break_at_blanks)
{
  g_autoptr (GString) out = g_string_new (NULL);

  msp_terminal_append_paragraph (out, "one two three four", 9, 2);
  cr_expect_str_eq (out->str, "one two\n  three\n  four\n", "%s", out->str);
}
