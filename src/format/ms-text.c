/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ms-text.h"

#include "base/charset.h"

guint16
msp_ms_get_u16 (MspSpan span, gsize at)
{
  const guint8 *data = (const guint8 *) span.data + at;

  return at <= span.len && span.len - at >= 2 ? (guint16) (data[0] | data[1] << 8) : 0;
}

guint32
msp_ms_get_u32 (MspSpan span, gsize at)
{
  if (at > span.len || span.len - at < 4)
    return 0;
  return msp_ms_get_u16 (span, at) | (guint32) msp_ms_get_u16 (span, at + 2) << 16;
}

double
msp_ms_get_double (MspSpan span, gsize at)
{
  guint64 bits = msp_ms_get_u32 (span, at) | (guint64) msp_ms_get_u32 (span, at + 4) << 32;
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static void
append_char (GString *out, gunichar c)
{
  char utf8[6];

  if (c < 0x80)
    g_string_append_c (out, (char) c);
  else
    g_string_append_len (out, utf8, g_unichar_to_utf8 (g_unichar_validate (c) ? c : 0xfffd, utf8));
}

void
msp_ms_append_utf16 (GString *out, MspSpan span)
{
  for (gsize i = 0; i + 2 <= span.len; i += 2)
    {
      gunichar c = msp_ms_get_u16 (span, i), low = msp_ms_get_u16 (span, i + 2);

      if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          i += 2;
        }
      append_char (out, c);
    }
}

void
msp_ms_append_1252 (GString *out, MspSpan span)
{
  static const guint16 upper[32] = {
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
  };

  for (gsize i = 0; i < span.len; i++)
    {
      guint8 c = (guint8) span.data[i];

      append_char (out, c >= 0x80 && c < 0xa0 ? upper[c - 0x80] : c);
    }
}

void
msp_ms_append_page (GString *out, MspSpan span, guint code_page)
{
  static const struct { guint page; const char *name; } names[] = {
    { 932, "shift_jis" }, { 936, "gbk" }, { 949, "cp949" }, { 950, "big5" }, { 10000, "macintosh" }, { 20866, "koi8-r" },
    { 28592, "iso-8859-2" }, { 65001, "utf-8" }, { 32768, "macintosh" }, { 1200, "utf-16le" },
  };
  g_autofree char *name = g_strdup_printf (code_page < 1000 && code_page != 874 ? "cp%u" : "windows-%u", code_page);

  if (code_page == 0 || code_page == 367 || code_page == 1252 || code_page == 32769)
    {
      msp_ms_append_1252 (out, span);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].page == code_page)
      {
        msp_charset_append_utf8 (out, span, names[i].name);
        return;
      }
  msp_charset_append_utf8 (out, span, name);
}
