/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/decode.h"

#include <criterion/criterion.h>
#include <gmime/gmime.h>

Test (decode, shuffled_quoted_printable_decodes_as_with_gmime)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  char text[300], expected[400];

  for (guint round = 0; round < 20000; round++)
    {
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof text), n;
      g_autoptr (GByteArray) out = g_byte_array_new ();
      GMimeEncoding state;

      for (gsize i = 0; i < len; i++)
        text[i] = g_rand_int_range (random, 0, 8) > 0 ? "abcdefgh AF09=\xe9"[g_rand_int_range (random, 0, 15)]
                                                      : "=\r\n\n"[g_rand_int_range (random, 0, 4)];
      g_mime_encoding_init_decode (&state, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
      n = g_mime_encoding_step (&state, text, len, expected);
      cr_assert (msp_decode_append (MSP_ENCODING_QUOTED_PRINTABLE, msp_span_new (text, len), 1000, out));
      cr_assert (out->len == n && (n == 0 || memcmp (out->data, expected, n) == 0), "round %u: '%.*s'", round, (int) len, text);
    }
}

Test (decode, uuencoded_bytes_come_back)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 300; round++)
    {
      guint8 bytes[200];
      char text[600];
      gsize len = (gsize) g_rand_int_range (random, 1, sizeof bytes), n;
      g_autoptr (GByteArray) out = g_byte_array_new ();
      GMimeEncoding state;

      for (gsize i = 0; i < len; i++)
        bytes[i] = (guint8) g_rand_int_range (random, 0, 256);
      g_mime_encoding_init_encode (&state, GMIME_CONTENT_ENCODING_UUENCODE);
      n = g_mime_encoding_flush (&state, (const char *) bytes, len, text);
      cr_assert (msp_decode_append (MSP_ENCODING_UUENCODE, msp_span_new (text, n), 1000, out));
      cr_assert (out->len == len && memcmp (out->data, bytes, len) == 0, "round %u", round);
    }
}

Test (decode, limit_cuts_and_tells)
{
  static const struct { MspEncoding encoding; const char *in; } rows[] = {
    { MSP_ENCODING_IDENTITY, "abcdefghij" },
    { MSP_ENCODING_QUOTED_PRINTABLE, "=61bc=64efghij" },
    { MSP_ENCODING_UUENCODE, "*86)C9&5F9VAI:@\n" },
    { MSP_ENCODING_YENC, "\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize limit = 0; limit < 20; limit++)
      {
        g_autoptr (GByteArray) out = g_byte_array_new ();
        gboolean whole = msp_decode_append (rows[i].encoding, msp_span_from_string (rows[i].in), limit, out);

        cr_expect_eq (whole, limit >= 10, "row %zu limit %zu", i, limit);
        cr_expect_eq (out->len, MIN (limit, 10));
        cr_expect (out->len == 0 || memcmp (out->data, "abcdefghij", out->len) == 0);
      }
}
