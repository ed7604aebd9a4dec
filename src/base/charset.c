/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/charset.h"

#include <errno.h>

#include "base/charset-guess.h"
#include "base/charset-name.h"
#include "base/converter.h"
#include "base/utf8.h"

#define REPLACEMENT "\357\277\275"

/* 0x80-0x9f of windows-1252; the five unassigned bytes stay C1 controls, as browsers read them. */
static const guint16 windows_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

void
msp_charset_append_tidy (GString *out, MspSpan span)
{
  while (span.len > 0)
    {
      gsize len = msp_utf8_valid_length (span);

      g_string_append_len (out, span.data, (gssize) len);
      if (len == span.len)
        return;
      g_string_append (out, REPLACEMENT);
      span = msp_span_slice (span, len + 1, span.len);
    }
}

static gunichar
read_windows_1252 (guint8 byte)
{
  return byte == 0 ? 0xfffd : byte < 0x80 || byte >= 0xa0 ? byte : windows_1252[byte - 0x80];
}

/* In pieces, each appended at once: a call for each letter with an accent is dear. */
static void
append_windows_1252 (GString *out, MspSpan span)
{
  char room[3 * 1024];

  while (span.len > 0)
    {
      MspSpan piece = msp_span_slice (span, 0, sizeof room / 3);
      char *to = room;

      span = msp_span_slice (span, piece.len, span.len);
      while (piece.len > 0)
        {
          gsize len = msp_utf8_ascii_length (piece);

          memcpy (to, piece.data, len);
          to += len;
          for (; len < piece.len && (signed char) piece.data[len] <= 0; len++)
            to += g_unichar_to_utf8 (read_windows_1252 ((guint8) piece.data[len]), to);
          piece = msp_span_slice (piece, len, piece.len);
        }
      g_string_append_len (out, room, to - room);
    }
}

/* Which encoding a byte-order mark names, and how long it is; NULL without one. */
static const char *
find_mark (MspSpan span, gsize *out_len)
{
  static const struct { const char *bytes; gsize len; const char *name; } marks[] = {
    { "\xff\xfe\0\0", 4, "UTF-32LE" },
    { "\0\0\xfe\xff", 4, "UTF-32BE" },
    { "\xef\xbb\xbf", 3, "utf-8" },
    { "\xff\xfe", 2, "UTF-16LE" },
    { "\xfe\xff", 2, "UTF-16BE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (span.len >= marks[i].len && memcmp (span.data, marks[i].bytes, marks[i].len) == 0)
      {
        *out_len = marks[i].len;
        return marks[i].name;
      }
  return NULL;
}

static gboolean
is_plain (char c)
{
  return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r';
}

/* A mark of UTF-16 before text of single bytes, or before UTF-8, would hide it from who believes the mark. In Chinese, a quarter
   of the pairs of bytes look plain. */
static gboolean
belies_mark (MspSpan span)
{
  gsize n = MIN (span.len, 1024) & ~(gsize) 1, plain = 0, controls = 0;

  for (gsize i = 0; i < n; i += 2)
    {
      plain += is_plain (span.data[i]) && is_plain (span.data[i + 1]);
      for (gsize j = i; j < i + 2; j++)
        controls += (guint8) span.data[j] < 0x20 && !is_plain (span.data[j]);
    }
  return n >= 8 && (plain * 4 > n || (n >= 16 && controls == 0 && msp_utf8_valid_length (span) == span.len));
}

/* What is neither marked, stateful nor valid UTF-8. */
static void
append_other (GString *out, MspSpan span, MspCharsetKind kind, const char *name)
{
  const char *pattern = msp_charset_guess_wide (span);

  if (pattern != NULL)
    name = pattern;
  else if (kind == MSP_CHARSET_UTF16)
    name = name != NULL ? name : "UTF-16LE";
  else if (msp_charset_guess_ebcdic (span))
    {
      msp_charset_append_ebcdic (out, span);
      return;
    }
  else if (kind != MSP_CHARSET_OTHER)
    name = NULL;
  if (name != NULL && msp_converter_append (out, span, name))
    return;
  /* Mostly UTF-8 with a damaged byte here and there keeps what is good. */
  if (kind == MSP_CHARSET_UTF8)
    msp_charset_append_tidy (out, span);
  else
    append_windows_1252 (out, span);
}

gboolean
msp_charset_is_stateful (const char *declared)
{
  char buf[MSP_CHARSET_NAME_SIZE];
  const char *name;

  /* All their names hold one of these: HZ, UTF-7, ISO-2022. */
  return strpbrk (declared, "hH72") != NULL && msp_charset_name_lookup (declared, buf, &name) == MSP_CHARSET_STATEFUL;
}

void
msp_charset_append_utf8 (GString *out, MspSpan span, const char *declared)
{
  char buf[MSP_CHARSET_NAME_SIZE];
  const char *name = NULL, *mark;
  MspCharsetKind kind = MSP_CHARSET_UNKNOWN;
  gsize mark_len = 0;

  if (declared != NULL)
    kind = msp_charset_name_lookup (declared, buf, &name);
  if (kind == MSP_CHARSET_STATEFUL && msp_converter_append (out, span, name))
    return;
  mark = find_mark (span, &mark_len);
  span = msp_span_slice (span, mark_len, span.len);
  if (mark_len == 2 && kind != MSP_CHARSET_UTF16 && belies_mark (span))
    mark = NULL;
  if (mark != NULL && mark[0] == 'U' && msp_converter_append (out, span, mark))
    return;
  if (msp_utf8_valid_length (span) == span.len)
    g_string_append_len (out, span.data, (gssize) span.len);
  else if (mark != NULL)
    msp_charset_append_tidy (out, span);
  else
    append_other (out, span, kind, name);
}
