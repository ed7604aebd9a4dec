/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/charset.h"
#include "base/utf8.h"

#include <criterion/criterion.h>

#define BYTES(text) text, sizeof (text) - 1

static const struct {
  const char *in;
  gsize       len;
  const char *declared, *out;
} cases[] = {
  { BYTES ("plain"), NULL, "plain" },
  { BYTES ("plain"), "utf-16", "plain" },
  { BYTES ("caf\xc3\xa9"), "iso-8859-1", "café" },
  { BYTES ("caf\xe9"), "iso-8859-1", "café" },
  { BYTES ("caf\xe9"), NULL, "café" },
  { BYTES ("caf\xe9"), "x-unknown", "café" },
  { BYTES ("caf\xe9"), "no-such-charset", "café" },
  { BYTES ("\x80\x93"), "latin1", "€“" },
  { BYTES ("\xef\xbb\xbfhi"), "koi8-r", "hi" },
  { BYTES ("\xff\xfeh\0i\0"), NULL, "hi" },
  { BYTES ("\xfe\xff\0h\0i"), "utf-8", "hi" },
  { BYTES ("\xff\xfeSSN 899-36-1412 \xe9"), NULL, "SSN 899-36-1412 é" },
  { BYTES ("\xff\xfe""ИНН сотрудника: 500100732259"), NULL, "ИНН сотрудника: 500100732259" },
  { BYTES ("\xff\xfe\x2d\x4e\xfd\x56\xba\x4e\x11\x6c\x1f\x75\x3b\x6d"), "utf-8", "中国人民生活" },
  { BYTES ("\xff\xfe\x1a\x04\x30\x04\x42\x04\x4f\x04\x20\0\x38\x04"), NULL, "Катя и" },
  { BYTES ("h\0e\0l\0l\0o\0!\0"), NULL, "hello!" },
  { BYTES ("\0h\0e\0l\0l\0o\0!"), "utf-16le", "hello!" },
  { BYTES ("h\0\0\0e\0\0\0l\0\0\0l\0\0\0"), NULL, "hell" },
  { BYTES ("+AGEA6Q-"), "unicode-1-1-utf-7", "aé" },
  { BYTES ("\x1b$BF|K\\\x1b(B"), "ISO-2022-JP", "日本" },
  { BYTES ("~{<:Ky2;~}"), "hz-gb-2312", "己所不" },
  { BYTES ("\xf0\xd2\xc9\xd7\xc5\xd4"), "KOI8-R", "Привет" },
  { BYTES ("\xc4\xe3\xba\xc3"), "gb2312", "你好" },
  { BYTES ("\xb0\xa1\x81\x41"), "ks_c_5601-1987", "가갂" },
  { BYTES ("\x93\xfa\x96\x7b"), "shift_jis", "日本" },
  { BYTES ("\xc6\xfc\xcb\xdc"), "euc-jp", "日本" },
  { BYTES ("\xa7\x41"), "Big5", "你" },
  { BYTES ("\x88\x66"), "big5", "Ê" },
  { BYTES ("Xin ch\xe0o"), "windows-1258", "Xin chào" },
  { BYTES ("a\xec x a\xec"), "windows-1258", "á x á" },
  { BYTES ("\xf9\xec"), "iso-8859-8-i", "של" },
  { BYTES ("\x82"), "cp-850", "é" },
  { BYTES ("good \xc3\xa9 bad \xff end"), "utf8", "good é bad \357\277\275 end" },
};

Test (charset, bytes_become_text_whatever_the_label_says)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      msp_charset_append_utf8 (out, msp_span_new (cases[i].in, cases[i].len), cases[i].declared);
      cr_expect_str_eq (out->str, cases[i].out, "row %zu: '%s', not '%s'", i, out->str, cases[i].out);
      /* What is told apart so that plain bytes need no conversion. */
      if (cases[i].declared != NULL && msp_utf8_is_plain (msp_span_new (cases[i].in, cases[i].len)))
        cr_expect_eq (msp_charset_is_stateful (cases[i].declared), strcmp (cases[i].in, cases[i].out) != 0, "row %zu", i);
    }
}

Test (charset, long_text_with_accents_is_the_same_letter_by_letter)
{
  g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL), expected = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    {
      const char *letter = i % 7 == 3 ? "\xe9" : i % 31 == 0 ? "\x80" : "e";

      g_string_append (text, letter);
      g_string_append (expected, *letter == 'e' ? "e" : *letter == '\x80' ? "€" : "é");
    }
  msp_charset_append_utf8 (out, msp_span_new (text->str, text->len), "iso-8859-1");
  cr_expect_str_eq (out->str, expected->str);
}

Test (charset, shuffled_bytes_give_valid_text)
{
  static const char *const labels[] = { NULL, "utf-8", "utf-16", "utf-32be", "iso-2022-jp", "utf-7", "hz", "gb18030", "big5",
                                        "sjis" };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  char bytes[200];

  for (guint round = 0; round < 5000; round++)
    {
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof bytes);
      gint32 top = round % 3 == 0 ? 256 : 128;
      g_autoptr (GString) out = g_string_new (NULL);

      for (gsize i = 0; i < len; i++)
        bytes[i] = (char) g_rand_int_range (random, 0, top);
      msp_charset_append_utf8 (out, msp_span_new (bytes, len), labels[round % G_N_ELEMENTS (labels)]);
      cr_assert (g_utf8_validate (out->str, (gssize) out->len, NULL), "round %u", round);
      cr_assert_eq (strlen (out->str), out->len);
    }
}

Test (charset, valid_length_is_that_of_glib)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (13);

  for (guint round = 0; round < 20000; round++)
    {
      char bytes[120];
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof bytes);
      const char *end;

      memset (bytes, 'a', sizeof bytes);
      for (guint i = 0; i < 4 && len > 0; i++)
        {
          char sequence[6];
          gint n = g_unichar_to_utf8 ((gunichar) g_rand_int_range (random, 1, 0x11ffff), sequence);

          memcpy (bytes + g_rand_int_range (random, 0, (gint32) len) % 110, sequence, (gsize) n);
        }
      if (round % 2 == 0 && len > 0)
        bytes[g_rand_int_range (random, 0, (gint32) len)] = (char) g_rand_int_range (random, 0, 256);
      (void) g_utf8_validate (bytes, (gssize) len, &end);
      cr_assert_eq (msp_utf8_valid_length (msp_span_new (bytes, len)), (gsize) (end - bytes), "round %u", round);
    }
}
