/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/utf8.h"

#include <criterion/criterion.h>

Test (utf8, sequences_are_those_of_the_standard)
{
  static const struct { const char *in; gsize len; } rows[] = {
    { "", 0 },
    { "a", 1 },
    { "\x7f", 1 },
    { "\x80", 0 },
    { "\xbf", 0 },
    { "\xc0\x80", 0 },
    { "\xc1\xbf", 0 },
    { "\xc2\x80", 2 },
    { "\xc2", 0 },
    { "\xc2" "a", 0 },
    { "\xdf\xbf" "a", 2 },
    { "\xe0\x9f\xbf", 0 },
    { "\xe0\xa0\x80", 3 },
    { "\xe2\x82", 0 },
    { "\xe2\x82\xac", 3 },
    { "\xed\x9f\xbf", 3 },
    { "\xed\xa0\x80", 0 },
    { "\xef\xbf\xbf", 3 },
    { "\xf0\x8f\xbf\xbf", 0 },
    { "\xf0\x90\x80\x80", 4 },
    { "\xf0\x9f\x98", 0 },
    { "\xf4\x8f\xbf\xbf", 4 },
    { "\xf4\x90\x80\x80", 0 },
    { "\xf5\x80\x80\x80", 0 },
    { "\xff", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_utf8_sequence_length (msp_span_from_string (rows[i].in)), rows[i].len, "row %zu", i);
  cr_expect_eq (msp_utf8_sequence_length (MSP_SPAN_LITERAL ("\0")), 1);
}

/* Every length and place around the widths that are read at once. */
Test (utf8, first_odd_byte_ends_a_run_of_ascii_wherever_it_stands)
{
  static const char odd[] = { '\0', '\x80', '\xff', '\xc3' };
  char text[200];

  for (gsize start = 0; start < 17; start++)
    for (gsize at = 0; at < 150; at++)
      for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
        {
          memset (text, i % 2 == 0 ? 1 : 0x7f, sizeof text);
          text[start + at] = odd[i];
          cr_assert_eq (msp_utf8_ascii_length (msp_span_new (text + start, 160)), at, "from %zu", start);
          cr_assert_eq (msp_utf8_ascii_length (msp_span_new (text + start, at)), at, "whole from %zu", start);
        }
}

Test (utf8, what_is_plain_is_so_byte_by_byte)
{
  char text[200], copy[200];

  for (guint c = 0; c < 256; c++)
    for (gsize at = 0; at < 110; at += 3)
      {
        gboolean printable = c >= 0x20 && c < 0x7f, plain = printable || c == '\t' || c == '\n' || c == '\r';

        memset (text, at % 2 == 0 ? '~' : ' ', sizeof text);
        text[at] = (char) c;
        cr_assert_eq (msp_utf8_is_plain (msp_span_new (text, 110)), plain, "byte %u at %zu", c, at);
        cr_assert (msp_utf8_is_plain (msp_span_new (text, at)));
        cr_assert_eq (msp_utf8_copy_plain (msp_span_new (text, 110), copy), plain && c != '\r', "byte %u at %zu", c, at);
        cr_assert (msp_utf8_copy_plain (msp_span_new (text, at), copy));
        cr_assert_arr_eq (copy, text, at);
        cr_assert_eq (msp_utf8_printable_length (msp_span_new (text, 110)), printable ? 110 : at, "byte %u at %zu", c, at);
        cr_assert_eq (msp_utf8_printable_length (msp_span_new (text, at)), at);
      }
  cr_expect (msp_utf8_is_plain (msp_span_new (NULL, 0)));
  cr_expect_eq (msp_utf8_printable_length (msp_span_new (NULL, 0)), 0);
}

Test (utf8, shuffled_bytes_are_valid_as_far_as_with_glib)
{
  static const char *const pieces[] = { "a", "plain words, some sixty-four bytes and more of them, all ASCII", "\xc3\xa9", "\xe2\x82\xac",
                                        "\xf0\x9f\x98\x80", "\xed\xa0\x80", "\xc3", "\xff" };
  g_autoptr (GRand) random = g_rand_new_with_seed (17);

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      const char *end;
      guint n = (guint) g_rand_int_range (random, 0, 12);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, round % 4 == 0 ? 8 : 5)]);
      if (text->len > 0 && round % 5 == 0)
        text->str[g_rand_int_range (random, 0, (gint32) text->len)] = (char) g_rand_int_range (random, 0, 256);
      (void) g_utf8_validate_len (text->str, text->len, &end);
      cr_assert_eq (msp_utf8_valid_length (msp_span_new (text->str, text->len)), (gsize) (end - text->str), "round %u", round);
    }
}
