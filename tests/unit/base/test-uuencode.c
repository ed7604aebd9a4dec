/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/uuencode.h"

#include <criterion/criterion.h>

typedef gboolean (*Decode) (MspSpan in, gsize limit, GByteArray *out);

static const struct {
  Decode      decode;
  const char *in, *out;
} cases[] = {
  { msp_uuencode_decode, "", "" },
  { msp_uuencode_decode, "#0V%T\n`\nend\n", "Cat" },
  { msp_uuencode_decode, "begin 644 a.txt\n#0V%T\n`\nend\n", "Cat" },
  { msp_uuencode_decode, "#0V%T\r\n \r\nend\r\n", "Cat" },
  { msp_uuencode_decode, "#0V%T", "Cat" },
  { msp_uuencode_decode, "#0V%T\nend\n#0V%T\n", "Cat" },
  { msp_uuencode_decode, "#0V%T\nsome words between\n#0V%T\n", "CatCat" },
  { msp_uuencode_decode, "\"0V$\n", "Ca" },
  { msp_uuencode_decode, "!0\n", "@" },
  { msp_uuencode_decode, "#0V\n", "C`" },
  { msp_uuencode_decode, "M\n", "" },
  { msp_yenc_decode, "", "" },
  { msp_yenc_decode, "m\x8b\x9e", "Cat" },
  { msp_yenc_decode, "=ybegin line=128 size=3 name=a\nm\x8b\x9e\n=yend size=3\nm", "Cat" },
  { msp_yenc_decode, "=ypart begin=1 end=3\r\nm\x8b\r\n\x9e\r\n", "Cat" },
  { msp_yenc_decode, "=}\x8b\x9e", "\x13" "at" },
  { msp_yenc_decode, "..\n", "\x04" },
  { msp_yenc_decode, "m=", "C\x13" },
};

Test (uuencode, lines_become_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) out = g_byte_array_new ();

      g_byte_array_append (out, (const guint8 *) "x", 1);
      cr_expect (cases[i].decode (msp_span_from_string (cases[i].in), 1000, out), "row %zu", i);
      g_byte_array_append (out, (const guint8 *) "", 1);
      cr_expect_eq (out->data[0], 'x');
      cr_expect_str_eq ((char *) out->data + 1, cases[i].out, "row %zu: '%s'", i, (char *) out->data + 1);
    }
}

static void
append_uu (GString *text, const guint8 *bytes, gsize len)
{
  guint8 padded[48] = { 0 };

  memcpy (padded, bytes, len);
  g_string_append_c (text, (char) (len + 32));
  for (gsize i = 0; i < len; i += 3)
    {
      guint32 group = (guint32) padded[i] << 16 | (guint32) padded[i + 1] << 8 | padded[i + 2];

      for (int shift = 18; shift >= 0; shift -= 6)
        g_string_append_c (text, (group >> shift & 63) != 0 ? (char) ((group >> shift & 63) + 32) : '`');
    }
  g_string_append (text, "\n");
}

static void
append_y (GString *text, const guint8 *bytes, gsize len)
{
  for (gsize i = 0; i < len; i++)
    {
      guint8 byte = (guint8) (bytes[i] + 42);

      if (byte == '\0' || byte == '\n' || byte == '\r' || byte == '=')
        {
          g_string_append_c (text, '=');
          byte = (guint8) (byte + 64);
        }
      if (byte == '.' && (i == 0 || text->str[text->len - 1] == '\n'))
        g_string_append_c (text, '.');
      g_string_append_c (text, (char) byte);
    }
  g_string_append (text, "\r\n");
}

Test (uuencode, whatever_is_encoded_comes_back)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (23);

  for (guint round = 0; round < 2000; round++)
    {
      guint8 bytes[45 * 4];
      gsize len = (gsize) g_rand_int_range (random, 1, sizeof bytes);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GByteArray) out = g_byte_array_new ();

      for (gsize i = 0; i < len; i++)
        bytes[i] = (guint8) (g_rand_int_range (random, 0, 9) > 0 ? g_rand_int_range (random, 0, 256) : 4);
      for (gsize at = 0; at < len; at += 45)
        (round % 2 == 0 ? append_uu : append_y) (text, bytes + at, MIN (45, len - at));
      cr_assert ((round % 2 == 0 ? msp_uuencode_decode : msp_yenc_decode) (msp_span_new (text->str, text->len), 1000, out));
      cr_assert (out->len == len && memcmp (out->data, bytes, len) == 0, "round %u", round);
    }
}

Test (uuencode, shuffled_truncated_and_limited_lines_are_borne)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (29);

  for (guint round = 0; round < 20000; round++)
    {
      char text[120];
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof text), limit = (gsize) g_rand_int_range (random, 0, 200);
      g_autoptr (GByteArray) out = g_byte_array_new (), all = g_byte_array_new ();
      Decode decode = round % 2 == 0 ? msp_uuencode_decode : msp_yenc_decode;

      for (gsize i = 0; i < len; i++)
        text[i] = round % 3 == 0 ? (char) g_rand_int_range (random, 0, 256) : "#M\n\r.=y `end0V"[g_rand_int_range (random, 0, 14)];
      cr_assert (decode (msp_span_new (text, len), 1000, all));
      cr_assert_eq (decode (msp_span_new (text, len), limit, out), all->len <= limit, "round %u", round);
      cr_assert_eq (out->len, MIN (all->len, limit));
      cr_assert (out->len == 0 || memcmp (out->data, all->data, out->len) == 0, "round %u", round);
    }
}
