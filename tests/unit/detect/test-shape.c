/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/shape.h"
#include "detect/token-scan.h"

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* The tokens by walking from byte to byte. */
static char *
list_plainly (MspSpan text)
{
  GString *out = g_string_new (NULL);

  for (gsize at = 0; at < text.len; at++)
    {
      gsize end = at, digits = 0, all = 0;

      if (text.data[at] == '@')
        g_string_append_printf (out, "@%zu ", at);
      for (; end < text.len && is_word (text.data[end]); end++)
        {
          digits += digits == end - at && g_ascii_isdigit (text.data[end]);
          all += g_ascii_isdigit (text.data[end]) != 0;
        }
      if (all > 0)
        g_string_append_printf (out, "%zu-%zu/%zu ", at, end, digits);
      at = MAX (at, end - (end > at));
    }
  return g_string_free (out, FALSE);
}

static char *
list (MspTokenScan *scan)
{
  GString *out = g_string_new (NULL);
  MspToken token;

  while (msp_token_scan_next (scan, &token))
    if (token.at)
      g_string_append_printf (out, "@%zu ", token.start);
    else
      g_string_append_printf (out, "%zu-%zu/%zu ", token.start, token.end, token.digits);
  return g_string_free (out, FALSE);
}

/* Texts of up to five blocks; in some of them tokens are longer than a block, in some most blocks hold none. */
Test (token_scan, finds_what_walking_finds)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  static const char bytes[] = " -@._\303\251Zz`{[/:7";
  static const char *const fillings[] = { "0a_9", "0000", "a_ b" };
  char data[320];

  for (guint round = 0; round < 6000; round++)
    {
      MspSpan text = msp_span_new (data, (gsize) g_rand_int_range (random, 0, sizeof data + 1));
      gint apart = 1 << round % 9;
      MspTokenScan scan;

      for (gsize i = 0; i < text.len; i++)
        data[i] = g_rand_int_range (random, 0, apart) == 0 ? bytes[g_rand_int_range (random, 0, sizeof bytes - 1)]
                                                           : fillings[round % 3][g_rand_int_range (random, 0, 4)];
      g_autofree char *expected = list_plainly (text);
      msp_token_scan_init (&scan, text);
      g_autofree char *fast = list (&scan);
      msp_token_scan_init_scalar (&scan, text);
      g_autofree char *slow = list (&scan);
      cr_assert_str_eq (fast, expected, "round %u", round);
      cr_assert_str_eq (slow, expected, "round %u", round);
    }
}

static void
write_place (gpointer data, guint rule, gsize start)
{
  g_string_append_printf (data, "%u@%zu ", rule, start);
}

static MspShapeSet
get_all (const MspRules *rules, const MspShapes *shapes)
{
  MspShapeSet all = { { 0 } };

  for (guint i = 0; i < msp_rules_get_length (rules); i++)
    msp_shapes_add (shapes, &all, i);
  return all;
}

/* Two rules are told at some of the places, 128 apart. */
Test (shapes, all_of_two_hundred_rules_are_found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) source = g_string_new (NULL), text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL), found = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (source, "[rule r%u]\ntitle=a number\ncategory=contact\nsensitivity=5\nconfidence=50;90\n"
                            "shape=digits\nguards=edges\npattern=\\b%03u-\\d{4}\\b\n\n", i, i % 128);
  for (guint i = 0; i < 128; i++)
    {
      g_string_append_printf (text, "%03u-1234 ", i);
      g_string_append_printf (expected, "%u@%u ", i, i * 9);
      if (i + 128 < 200)
        g_string_append_printf (expected, "%u@%u ", i + 128, i * 9);
    }
  MspRules *rules = msp_rules_parse ("test", source->str, source->len, &error);

  cr_assert_not_null (rules, "%s", error != NULL ? error->message : "");
  MspShapes *shapes = msp_shapes_new (rules, &error);
  MspShapeSet active = get_all (rules, shapes);

  msp_shapes_scan (shapes, msp_span_new (text->str, text->len), &active, write_place, found);
  cr_expect_str_eq (found->str, expected->str);
  msp_shapes_free (shapes);
  msp_rules_free (rules);
}

Test (shapes, simd_finds_what_its_twin_finds)
{
  static const char *const pieces[] = { "123-45-6789", "(202) 555-0142", "AB 12 34 56 C", "4111 1111 1111 1111", " ", "\n", "x1", "9",
                                        "GB82WEST12345698765432", "0a:1b:2c:3d:4e:5f", "a.b@example.org", "P", "-", "/", "1999",
                                        "12345678901234567890123456789012345", "+49 30 901820", "A-", "10 Downing Street" };
  g_autoptr (GError) error = NULL;
  MspRules *rules = msp_rules_load (NULL, &error);
  MspShapes *shapes = msp_shapes_new (rules, &error);
  MspShapeSet active = get_all (rules, shapes);
  guint32 seed = 1, found = 0;

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) fast = g_string_new (NULL);
      g_autoptr (GString) slow = g_string_new (NULL);

      for (guint i = 0; i < 30; i++)
        {
          seed = seed * 1664525u + 1013904223u;
          g_string_append (text, pieces[(seed >> 16) % G_N_ELEMENTS (pieces)]);
        }
      msp_shapes_scan (shapes, msp_span_new (text->str, text->len), &active, write_place, fast);
      msp_shapes_scan_scalar (shapes, msp_span_new (text->str, text->len), &active, write_place, slow);
      cr_expect_str_eq (fast->str, slow->str, "%s", text->str);
      found += fast->len > 0;
    }
  cr_expect_gt (found, 150);
  msp_shapes_free (shapes);
  msp_rules_free (rules);
}
