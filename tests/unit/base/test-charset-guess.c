/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/charset-guess.h"
#include "base/charset.h"

#include <criterion/criterion.h>

#define LATIN "Name: Thea Thistle\nSSN: 536-90-4399\nGrade: E-7 of the section in Springfield\n"
#define CYRILLIC "Приказ о назначении\nФамилия и имя, звание\n"
#define CHINESE "姓名和出生日期\n身份证号码是个人的\n护照号码和地址也在这里\n"
#define ARABIC "الاسم الكامل وتاريخ الميلاد\n"

static GBytes *
encode (const char *text, const char *charset)
{
  gsize len;
  char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &len, NULL);

  cr_assert_not_null (bytes, "%s", charset);
  return g_bytes_new_take (bytes, len);
}

Test (charset_guess, wide_text_without_a_mark_is_read)
{
  static const struct { const char *text, *charset; } rows[] = {
    { LATIN, "UTF-16LE" }, { LATIN, "UTF-16BE" }, { LATIN, "UTF-32LE" }, { LATIN, "UTF-32BE" },
    { CYRILLIC, "UTF-16LE" }, { CYRILLIC, "UTF-16BE" }, { CHINESE, "UTF-16LE" }, { CHINESE, "UTF-16BE" },
    { ARABIC, "UTF-16LE" }, { ARABIC, "UTF-16BE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = encode (rows[i].text, rows[i].charset);
      g_autoptr (GString) out = g_string_new (NULL);
      MspSpan span;

      span.data = g_bytes_get_data (bytes, &span.len);
      cr_expect_str_eq (msp_charset_guess_wide (span), rows[i].charset);
      msp_charset_append_utf8 (out, span, NULL);
      cr_expect_str_eq (out->str, rows[i].text, "%s", rows[i].charset);
    }
}

Test (charset_guess, ebcdic_is_read_whatever_was_declared)
{
  static const char *const declared[] = { NULL, "us-ascii", "utf-8", "windows-1252" };
  g_autoptr (GBytes) bytes = encode (LATIN, "IBM037");
  MspSpan span;

  span.data = g_bytes_get_data (bytes, &span.len);
  cr_expect (msp_charset_guess_ebcdic (span));
  for (gsize i = 0; i < G_N_ELEMENTS (declared); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      msp_charset_append_utf8 (out, span, declared[i]);
      cr_expect_str_eq (out->str, LATIN);
    }
}

Test (charset_guess, records_of_eighty_columns_become_lines)
{
  g_autofree char *cards = g_strdup_printf ("%-80s%-80s", "NAME THEA THISTLE OF THE SECOND SECTION IN SPRINGFIELD", "SSN 536-90-4399");
  g_autoptr (GBytes) bytes = encode (cards, "IBM037");
  g_autoptr (GString) out = g_string_new (NULL);
  MspSpan span;

  span.data = g_bytes_get_data (bytes, &span.len);
  msp_charset_append_ebcdic (out, span);
  cr_expect_str_eq (out->str, "NAME THEA THISTLE OF THE SECOND SECTION IN SPRINGFIELD\nSSN 536-90-4399\n");
}

Test (charset_guess, other_bytes_are_left_alone)
{
  static const struct { const char *text, *charset; } rows[] = {
    { LATIN, "UTF-8" }, { CYRILLIC, "KOI8-R" }, { CYRILLIC, "windows-1251" }, { CHINESE, "GB18030" }, { CHINESE, "Big5" },
    { ARABIC, "windows-1256" },
  };
  guint8 noise[1024];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *long_text = g_strconcat (rows[i].text, rows[i].text, rows[i].text, NULL);
      g_autofree char *simple = g_strcmp0 (rows[i].charset, "Big5") == 0 ? g_strdup ("姓名和出生日期\n姓名和出生日期\n") : NULL;
      g_autoptr (GBytes) bytes = encode (simple != NULL ? simple : long_text, rows[i].charset);
      MspSpan span;

      span.data = g_bytes_get_data (bytes, &span.len);
      cr_expect_null (msp_charset_guess_wide (span), "%s", rows[i].charset);
      cr_expect_not (msp_charset_guess_ebcdic (span), "%s", rows[i].charset);
    }
  for (guint seed = 1; seed < 200; seed++)
    {
      guint32 state = seed;

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (guint8) ((state = state * 1664525u + 1013904223u) >> 24);
      for (gsize len = sizeof noise; len > 0; len /= 3)
        {
          cr_expect_null (msp_charset_guess_wide (msp_span_new ((const char *) noise, len)));
          cr_expect_not (msp_charset_guess_ebcdic (msp_span_new ((const char *) noise, len)));
        }
    }
}
