/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/charset-guess.h"

#include <string.h>

#define LOOK 1024           /* bytes that are looked at */
#define LEAST_EBCDIC 64
#define LEAST_UNITS 12
#define RECORD 80           /* columns of a punched card, and of records without line ends */

enum { EBCDIC_TAB = 0x05, EBCDIC_FF = 0x0c, EBCDIC_CR = 0x0d, EBCDIC_NL = 0x15, EBCDIC_LF = 0x25, EBCDIC_SPACE = 0x40 };

/* Code page 1140 from 0x40 on: 037 with the euro. */
static const guint16 ebcdic[192] = {
  0x20, 0xa0, 0xe2, 0xe4, 0xe0, 0xe1, 0xe3, 0xe5, 0xe7, 0xf1, 0xa2, 0x2e, 0x3c, 0x28, 0x2b, 0x7c,
  0x26, 0xe9, 0xea, 0xeb, 0xe8, 0xed, 0xee, 0xef, 0xec, 0xdf, 0x21, 0x24, 0x2a, 0x29, 0x3b, 0xac,
  0x2d, 0x2f, 0xc2, 0xc4, 0xc0, 0xc1, 0xc3, 0xc5, 0xc7, 0xd1, 0xa6, 0x2c, 0x25, 0x5f, 0x3e, 0x3f,
  0xf8, 0xc9, 0xca, 0xcb, 0xc8, 0xcd, 0xce, 0xcf, 0xcc, 0x60, 0x3a, 0x23, 0x40, 0x27, 0x3d, 0x22,
  0xd8, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0xab, 0xbb, 0xf0, 0xfd, 0xfe, 0xb1,
  0xb0, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0xaa, 0xba, 0xe6, 0xb8, 0xc6, 0x20ac,
  0xb5, 0x7e, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0xa1, 0xbf, 0xd0, 0xdd, 0xde, 0xae,
  0x5e, 0xa3, 0xa5, 0xb7, 0xa9, 0xa7, 0xb6, 0xbc, 0xbd, 0xbe, 0x5b, 0x5d, 0xaf, 0xa8, 0xb4, 0xd7,
  0x7b, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0xad, 0xf4, 0xf6, 0xf2, 0xf3, 0xf5,
  0x7d, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50, 0x51, 0x52, 0xb9, 0xfb, 0xfc, 0xf9, 0xfa, 0xff,
  0x5c, 0xf7, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0xb2, 0xd4, 0xd6, 0xd2, 0xd3, 0xd5,
  0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0xb3, 0xdb, 0xdc, 0xd9, 0xda, 0x9f,
};

/* Text of mostly Latin letters in UTF-16 or UTF-32 shows NUL at every second byte, or at three of four. */
static const char *
find_nul_pattern (MspSpan span)
{
  gsize n = MIN (span.len, LOOK) & ~(gsize) 3, nul[4] = { 0 };
  gsize quarter = n / 4;

  for (gsize i = 0; i < n; i++)
    nul[i % 4] += span.data[i] == '\0';
  if (nul[0] * 10 > quarter * 9 && nul[1] * 10 > quarter * 9)
    return nul[2] * 10 > quarter * 7 && nul[3] * 10 < quarter ? "UTF-32BE" : NULL;
  if (nul[2] * 10 > quarter * 9 && nul[3] * 10 > quarter * 9)
    return nul[1] * 10 > quarter * 7 && nul[0] * 10 < quarter ? "UTF-32LE" : NULL;
  if ((nul[0] + nul[2]) * 10 > quarter * 2 * 7 && (nul[1] + nul[3]) * 10 < quarter * 2)
    return "UTF-16BE";
  if ((nul[1] + nul[3]) * 10 > quarter * 2 * 7 && (nul[0] + nul[2]) * 10 < quarter * 2)
    return "UTF-16LE";
  return NULL;
}

/* Whether the letters among the code units are nearly all of one script other than Latin, with nothing that no text holds. */
static gboolean
is_of_one_script (MspSpan span, guint high)
{
  gsize n = MIN (span.len, LOOK) / 2, letters = 0, same = 0;
  GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;

  for (gsize i = 0; i < n; i++)
    {
      gunichar c = (gunichar) (guint8) span.data[2 * i + high] << 8 | (guint8) span.data[2 * i + 1 - high];
      GUnicodeType type = g_unichar_type (c);

      if (c == '\t' || c == '\n' || c == '\r' || c == '\f')
        continue;
      if (type == G_UNICODE_CONTROL || type == G_UNICODE_UNASSIGNED || type == G_UNICODE_SURROGATE || type == G_UNICODE_PRIVATE_USE)
        return FALSE;
      if (!g_unichar_isalpha (c) || c < 0x80)
        continue;
      if (letters++ == 0)
        script = g_unichar_get_script (c);
      same += g_unichar_get_script (c) == script;
    }
  return n >= LEAST_UNITS && letters * 2 >= n && same * 10 >= letters * 9 && script != G_UNICODE_SCRIPT_LATIN;
}

const char *
msp_charset_guess_wide (MspSpan span)
{
  gsize n = MIN (span.len, LOOK) & ~(gsize) 3;
  const char *pattern;
  gboolean little, big;

  if (n < 4 || memchr (span.data, '\0', n) == NULL)
    return NULL;
  pattern = find_nul_pattern (span);
  if (pattern != NULL)
    return pattern;
  little = is_of_one_script (span, 1);
  big = is_of_one_script (span, 0);
  return little == big ? NULL : little ? "UTF-16LE" : "UTF-16BE";
}

gboolean
msp_charset_guess_ebcdic (MspSpan span)
{
  gsize n = MIN (span.len, LOOK), plain = 0, letters = 0, spaces = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint8 byte = (guint8) span.data[i];
      guint16 c = byte < EBCDIC_SPACE ? 0 : ebcdic[byte - EBCDIC_SPACE];

      spaces += byte == EBCDIC_SPACE;
      letters += c < 0x80 && g_ascii_isalnum ((char) c);
      plain += (c >= 0x20 && c < 0x7f) || byte == EBCDIC_NL || byte == EBCDIC_LF || byte == EBCDIC_CR || byte == EBCDIC_TAB;
      /* Nearly all other text shows it soon. */
      if ((i + 1 - plain) * 100 > n * 3)
        return FALSE;
    }
  return n >= LEAST_EBCDIC && plain * 100 >= n * 97 && letters * 10 >= n * 3 && spaces * 20 >= n && spaces + letters >= n * 8 / 10;
}

static gboolean
has_lines (MspSpan span)
{
  return memchr (span.data, EBCDIC_NL, span.len) != NULL || memchr (span.data, EBCDIC_LF, span.len) != NULL
         || memchr (span.data, EBCDIC_CR, span.len) != NULL;
}

void
msp_charset_append_ebcdic (GString *out, MspSpan span)
{
  gboolean cards = span.len > 0 && span.len % RECORD == 0 && !has_lines (span);

  for (gsize i = 0; i < span.len; i++)
    {
      guint8 byte = (guint8) span.data[i];

      if (byte >= EBCDIC_SPACE)
        g_string_append_unichar (out, ebcdic[byte - EBCDIC_SPACE]);
      else if (byte == EBCDIC_NL || byte == EBCDIC_LF || byte == EBCDIC_FF)
        g_string_append_c (out, '\n');
      else if (byte == EBCDIC_TAB)
        g_string_append_c (out, '\t');
      else if (byte == EBCDIC_CR)
        g_string_append_c (out, '\r');
      if (cards && i % RECORD == RECORD - 1)
        {
          while (out->len > 0 && out->str[out->len - 1] == ' ')
            g_string_truncate (out, out->len - 1);
          g_string_append_c (out, '\n');
        }
    }
}
