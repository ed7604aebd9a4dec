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
    { "a line of plain text, with\ta tab, for whom no charset is told", "a line of plain text, with\ta tab, for whom no charset is told" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = dump_text ("text/plain", rows[i].bytes);

      cr_expect_str_eq (text, rows[i].expected, "%" G_GSIZE_FORMAT ": '%s'", i, text);
    }
}

Test (plain, a_text_is_there_once_and_known_as_ascii_if_it_is)
{
  static const struct {
    const char *bytes, *charset, *expected;
    gboolean    ascii;
  } rows[] = {
    { "two lines\nas they are\n", NULL, "two lines\nas they are\n", TRUE },
    { "two lines\r\nof CR LF\r\n", "us-ascii", "two lines\nof CR LF\n", TRUE },
    { "caf\xc3\xa9\n", "utf-8", "caf\xc3\xa9\n", FALSE },
    { "caf+AOk-\n", "utf-7", "caf\xc3\xa9\n", FALSE },
    { "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n", NULL, "FN: Ann\n\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspExtractInput input = {
        .bytes = msp_span_from_string (rows[i].bytes), .type = "text/plain", .charset = rows[i].charset, .is_body = TRUE,
      };
      g_autoptr (MspText) text = msp_text_new ();
      MspExtractResult result;
      MspLimits limits;

      msp_limits_init (&limits);
      msp_extract (&input, &limits, text, &result);
      cr_expect_str_eq (text->text->str, rows[i].expected);
      cr_expect_eq (text->ascii, rows[i].ascii, "'%s'", rows[i].bytes);
    }
}

Test (scripts, texts_that_are_scripts_are_told_and_bodies_are_not)
{
  static const struct {
    const char *bytes, *filename;
    gboolean    is_body, told;
  } rows[] = {
    { "MsgBox 1", "start.VBS", FALSE, TRUE },
    { "#!/bin/sh\nexit 0\n", "start", FALSE, TRUE },
    { "#!/bin/sh\nexit 0\n", NULL, TRUE, FALSE },
    { "plain words", "start.txt", FALSE, FALSE },
    { "plain words", "js", FALSE, FALSE },
    { "<p>a</p><ScRipt>b()</script>", "form.html", FALSE, TRUE },
    { "<p>a</p><script>b()</script>", NULL, TRUE, FALSE },
    { "<p>a</p> 1 < 2", "form.html", FALSE, FALSE },
    { "<", "form.html", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspExtractInput input = {
        .bytes = msp_span_from_string (rows[i].bytes), .type = strchr (rows[i].bytes, '<') != NULL ? "text/html" : "text/plain",
        .filename = rows[i].filename, .is_body = rows[i].is_body,
      };
      g_autoptr (MspText) text = msp_text_new ();
      MspExtractResult result;
      MspLimits limits;

      msp_limits_init (&limits);
      msp_extract (&input, &limits, text, &result);
      cr_expect_eq (result.detail != NULL && strstr (result.detail, "script") != NULL, rows[i].told, "%s", rows[i].bytes);
    }
}
