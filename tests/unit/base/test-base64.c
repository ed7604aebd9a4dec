/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/base64.h"

#include <criterion/criterion.h>

static const struct {
  const char *in, *out;
} cases[] = {
  { "", "" },
  { "aGVsbG8=", "hello" },
  { "aGVs\r\nbG8=\r\n", "hello" },
  { "aGVsbG8", "hello" },
  { "aGVsbG", "hell" },
  { "aGVsbA", "hell" },
  { "aGVsb", "hel" },
  { "a G*V?s.b-G_8 =", "hello" },
  { "aGVsbG8=aGVsbG8=", "hellohello" },
  { "aGVsbA==aGVsbA==", "hellhell" },
  { "====", "\0" },
};

Test (base64, text_decodes_whatever_stands_between_its_letters)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) out = g_byte_array_new ();

      cr_expect (msp_base64_decode (msp_span_from_string (cases[i].in), 1000, out), "%s", cases[i].in);
      g_byte_array_append (out, (const guint8 *) "", 1);
      cr_expect_str_eq ((char *) out->data, cases[i].out, "%s", cases[i].in);
    }
}

/* Mostly the alphabet, with line ends, padding and junk strewn in. */
static void
fill (GRand *random, char *text, gsize len, guint junk)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  for (gsize i = 0; i < len; i++)
    text[i] = g_rand_int_range (random, 0, 1000) < (gint32) junk ? "=\n\r-\xff\0 "[g_rand_int_range (random, 0, 7)]
                                                                 : letters[g_rand_int_range (random, 0, 64)];
}

Test (base64, shuffled_text_decodes_as_with_glib)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  char text[400];
  guchar expected[400];

  for (guint round = 0; round < 20000; round++)
    {
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof text), n;
      g_autoptr (GByteArray) fast = g_byte_array_new (), plain = g_byte_array_new ();
      gint state = 0;
      guint save = 0;

      fill (random, text, len, round % 100);
      n = g_base64_decode_step (text, len, expected, &state, &save);
      cr_assert (msp_base64_decode (msp_span_new (text, len), 1000, fast));
      cr_assert (msp_base64_decode_plain (msp_span_new (text, len), 1000, plain));
      cr_assert_eq (fast->len, plain->len);
      cr_assert (fast->len == 0 || memcmp (fast->data, plain->data, fast->len) == 0);
      cr_assert (fast->len >= n && fast->len <= n + 2, "round %u: %u, GLib %zu", round, fast->len, n);
      cr_assert (n == 0 || memcmp (fast->data, expected, n) == 0, "round %u", round);
    }
}

Test (base64, limit_cuts_and_tells)
{
  MspSpan in = MSP_SPAN_LITERAL ("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB");

  for (gsize limit = 0; limit < 60; limit++)
    {
      g_autoptr (GByteArray) out = g_byte_array_new ();
      gboolean whole = msp_base64_decode (in, limit, out);

      cr_expect_eq (out->len, MIN (limit, 48));
      cr_expect_eq (whole, limit >= 48, "%zu", limit);
    }
}
