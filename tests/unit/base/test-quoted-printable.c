/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/quoted-printable.h"

#include <criterion/criterion.h>

static const struct {
  const char *in, *out;
} cases[] = {
  { "", "" },
  { "plain text, longer than sixteen bytes", "plain text, longer than sixteen bytes" },
  { "a=3Db", "a=b" },
  { "a=3db", "a=b" },
  { "caf=C3=A9", "café" },
  { "soft=\nbreak", "softbreak" },
  { "soft=\r\nbreak", "softbreak" },
  { "soft=\r\n=\r\n=\nbreak", "softbreak" },
  { "hard\r\nbreak\n", "hard\r\nbreak\n" },
  { "not =XY an escape", "not =XY an escape" },
  { "a = b", "a = b" },
  { "a=", "a" },
  { "a=4", "a" },
  { "a=41", "aA" },
  { "=41=42=43=44=45=46=47=48=49=4A", "ABCDEFGHIJ" },
  { "0123456789012345=410123456789012345=42", "0123456789012345A0123456789012345B" },
};

Test (quoted_printable, escapes_and_soft_breaks_are_undone)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) out = g_byte_array_new ();

      g_byte_array_append (out, (const guint8 *) "x", 1);
      cr_expect (msp_quoted_printable_decode (msp_span_from_string (cases[i].in), 1000, out), "%s", cases[i].in);
      g_byte_array_append (out, (const guint8 *) "", 1);
      cr_expect_eq (out->data[0], 'x');
      cr_expect_str_eq ((char *) out->data + 1, cases[i].out, "'%s'", cases[i].in);
    }
}

Test (quoted_printable, whatever_is_encoded_comes_back)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (19);

  for (guint round = 0; round < 2000; round++)
    {
      guint8 bytes[100];
      gsize len = (gsize) g_rand_int_range (random, 1, sizeof bytes);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GByteArray) out = g_byte_array_new ();

      for (gsize i = 0; i < len; i++)
        {
          bytes[i] = (guint8) (g_rand_int_range (random, 0, 2) == 0 ? g_rand_int_range (random, 0, 256) : 'a');
          if (bytes[i] != '=' && g_ascii_isprint ((char) bytes[i]) && g_rand_int_range (random, 0, 9) > 0)
            g_string_append_c (text, (char) bytes[i]);
          else
            g_string_append_printf (text, round % 2 == 0 ? "=%02X" : "=%02x", bytes[i]);
          if (g_rand_int_range (random, 0, 20) == 0)
            g_string_append (text, round % 3 == 0 ? "=\n" : "=\r\n");
        }
      cr_assert (msp_quoted_printable_decode (msp_span_new (text->str, text->len), 1000, out));
      cr_assert (out->len == len && memcmp (out->data, bytes, len) == 0, "round %u: %s", round, text->str);
    }
}

/* A limit or a cut gives the beginning of what the whole gives. */
Test (quoted_printable, truncated_and_limited_text_gives_a_beginning)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize n = 0; n <= strlen (cases[i].in); n++)
      {
        g_autoptr (GByteArray) cut = g_byte_array_new (), limited = g_byte_array_new ();
        gboolean whole = msp_quoted_printable_decode (msp_span_from_string (cases[i].in), n, limited);

        cr_expect (limited->len <= n);
        cr_expect (!whole || limited->len == strlen (cases[i].out), "'%s' limited to %zu", cases[i].in, n);
        cr_expect (limited->len == 0 || memcmp (limited->data, cases[i].out, limited->len) == 0);
        cr_expect (msp_quoted_printable_decode (msp_span_new (cases[i].in, n), 1000, cut));
        cr_expect (cut->len <= n);
      }
}
