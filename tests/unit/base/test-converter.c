/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/converter.h"

#include <criterion/criterion.h>

#define BYTES(text) { text, sizeof (text) - 1 }

Test (converter, bytes_of_a_charset_become_utf8)
{
  static const struct { const char *name; MspSpan in; const char *expected; } rows[] = {
    { "windows-1252", BYTES (""), "" },
    { "windows-1252", BYTES ("caf\xe9 \x80"), "café €" },
    { "WINDOWS-1252", BYTES ("\xe9"), "é" },
    { "KOI8-R", BYTES ("\xf0\xd2\xc9"), "При" },
    { "UTF-16BE", BYTES ("\0h\0i"), "hi" },
    { "UTF-16LE", BYTES ("h\0i\0"), "hi" },
    { "UTF-16LE", BYTES ("h\0i\0\x3d"), "hi\357\277\275" },
    { "UTF-16LE", BYTES ("\x00\xdch\0"), "\357\277\275h" },
    { "UTF-32BE", BYTES ("\0\0\0h\0\x11\0\0\0\0\0i"), "h\357\277\275i" },
    { "ISO-2022-JP", BYTES ("\x1b$BF|K\\\x1b(B."), "日本." },
    { "UTF-7", BYTES ("+AGEA6Q-"), "aé" },
    { "CP932", BYTES ("\x93\xfa\xff\x96\x7b"), "日\357\277\275本" },
    { "CP932", BYTES ("\x93\xfa\x96"), "日\357\277\275" },
    { "windows-1258", BYTES ("a"), "a" },
    { "windows-1252", BYTES ("a\0b\0"), "a\357\277\275b\357\277\275" },
    { "HZ", BYTES ("~{<:Ky2;~} ~~ ~{<:\nKy"), "己所不 ~ 己\nKy" },
    { "HZ", BYTES ("~"), "~" },
    { "HZ", BYTES ("a~\nb"), "ab" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) out = g_string_new ("x");

      cr_expect (msp_converter_append (out, rows[i].in, rows[i].name), "row %zu", i);
      cr_expect (out->str[0] == 'x' && strcmp (out->str + 1, rows[i].expected) == 0, "row %zu: '%s'", i, out->str);
      cr_expect_eq (strlen (out->str), out->len, "row %zu holds NUL", i);
    }
}

Test (converter, unknown_charset_is_refused_and_leaves_all_as_it_was)
{
  g_autoptr (GString) out = g_string_new ("before");

  cr_expect_not (msp_converter_append (out, MSP_SPAN_LITERAL ("abc"), "NO-SUCH-CHARSET"));
  cr_expect_not (msp_converter_append (out, MSP_SPAN_LITERAL ("abc"), "NO-SUCH-CHARSET"), "also the second time");
  cr_expect_str_eq (out->str, "before");
}

/* More than are kept open, in turn, with a text that ends in the middle of a shift. */
Test (converter, no_text_leaves_a_state_to_the_next)
{
  static const char *const names[] = { "ISO-2022-JP", "KOI8-R", "windows-1251", "CP932", "EUC-JP-MS", "UHC", "GB18030", "UTF-7",
                                       "BIG5-HKSCS", "ISO-8859-2", "ISO-8859-5", "windows-1253" };

  for (guint round = 0; round < 5; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autoptr (GString) out = g_string_new (NULL);

        cr_assert (msp_converter_append (out, MSP_SPAN_LITERAL ("plain"), names[i]), "%s", names[i]);
        cr_expect_str_eq (out->str, "plain", "%s: '%s'", names[i], out->str);
        cr_assert (msp_converter_append (out, MSP_SPAN_LITERAL ("\x1b$B+AG"), names[i]));
      }
}

Test (converter, shuffled_bytes_become_valid_text_without_nul)
{
  static const char *const names[] = { "windows-1252", "windows-1258", "UTF-16LE", "UTF-32BE", "UTF-7", "ISO-2022-JP", "ISO-2022-KR",
                                       "HZ", "GB18030", "CP932", "BIG5-HKSCS", "EUC-JP-MS" };
  g_autoptr (GRand) random = g_rand_new_with_seed (13);

  for (guint round = 0; round < 6000; round++)
    {
      char bytes[64];
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof bytes);
      const char *name = names[round % G_N_ELEMENTS (names)];
      g_autoptr (GString) out = g_string_new (NULL);

      for (gsize i = 0; i < len; i++)
        bytes[i] = round % 3 == 0 ? "\x1b$B(~{}+-\0\xff\xfe"[g_rand_int_range (random, 0, 13)]
                                  : (char) g_rand_int_range (random, 0, 256);
      cr_assert (msp_converter_append (out, msp_span_new (bytes, len), name), "%s", name);
      cr_assert (g_utf8_validate (out->str, (gssize) out->len, NULL), "%s in round %u", name, round);
    }
}
