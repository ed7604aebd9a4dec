/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/lzfu.h"

#include <criterion/criterion.h>

/* The examples of [MS-OXRTFCP], section 4. */
static const char simple[] =
  "\x2d\0\0\0\x2b\0\0\0\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125\x42\x32\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
static const char crossing[] = "\x1a\0\0\0\x1c\0\0\0\x4c\x5a\x46\x75\xe2\xd4\x4b\x51\x41\0\x04\x20WXYZ\x0d\x6e}\x01\x0e\xb0";
static const char stored[] = "\x16\0\0\0\x0a\0\0\0\x4d\x45\x4c\x41\0\0\0\0{\\rtf1 a}\n";

Test (lzfu, examples_of_the_specification_unpack)
{
  static const struct { const char *packed; gsize len; const char *expected; } rows[] = {
    { simple, sizeof simple - 1, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n" },
    { crossing, sizeof crossing - 1, "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}" },
    { stored, sizeof stored - 1, "{\\rtf1 a}\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean whole = FALSE;
      GString *found = msp_lzfu_unpack (msp_span_new (rows[i].packed, rows[i].len), 1000, &whole);

      cr_assert_not_null (found);
      cr_expect_str_eq (found->str, rows[i].expected, "row %zu: %s", i, found->str);
      cr_expect (whole, "row %zu", i);
      g_string_free (found, TRUE);
    }
}

Test (lzfu, damage_and_limits_are_told)
{
  gboolean whole = TRUE;
  char bad[sizeof simple];
  GString *found = msp_lzfu_unpack (msp_span_new (simple, sizeof simple - 1), 10, &whole);

  cr_expect_str_eq (found->str, "{\\rtf1\\ans");
  cr_expect_not (whole);
  g_string_free (found, TRUE);
  memcpy (bad, simple, sizeof simple);
  bad[24] ^= 1;
  found = msp_lzfu_unpack (msp_span_new (bad, sizeof simple - 1), 1000, &whole);
  cr_expect_not (whole);
  g_string_free (found, TRUE);
  cr_expect_null (msp_lzfu_unpack (MSP_SPAN_LITERAL ("no header at all"), 1000, &whole));
}

Test (lzfu, any_bytes_end)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 3000; round++)
    {
      gsize len = (gsize) g_rand_int_range (rand, 0, sizeof simple);
      g_autofree char *text = g_memdup2 (simple, sizeof simple);
      g_autofree char *part = NULL;
      gboolean whole;

      for (guint i = 0; i < round % 5; i++)
        text[g_rand_int_range (rand, 12, sizeof simple)] = (char) g_rand_int (rand);
      part = g_memdup2 (text, len + 1);
      GString *found = msp_lzfu_unpack (msp_span_new (part, len), 1000, &whole);
      cr_expect (found == NULL || found->len <= 1000);
      if (found != NULL)
        g_string_free (found, TRUE);
    }
}
