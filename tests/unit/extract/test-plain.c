/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#include "dump.h"

Test (plain, line_ends_become_lf_and_controls_vanish)
{
  static const struct { const char *bytes, *expected; } rows[] = {
    { "a\r\nb\rc\nd", "a\nb\nc\nd" },
    { "a\r\r\nb\r\rc", "a\nb\n\nc" },
    { "a\tb\001c\177d\fe", "a\tbcd\ne" },
    { "a line that is much longer than sixteen bytes\r\nand one more like it, to be sure\r\n",
      "a line that is much longer than sixteen bytes\nand one more like it, to be sure\n" },
    { "\xef\xbb\xbfx", "x" },
    { "caf\xe9", "caf\xc3\xa9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = dump_text ("text/plain", rows[i].bytes);

      cr_expect_str_eq (text, rows[i].expected, "%" G_GSIZE_FORMAT ": '%s'", i, text);
    }
}
