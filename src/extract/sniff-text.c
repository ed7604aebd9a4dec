/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/sniff.h"

#include "base/charset-guess.h"
#include "base/charset.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How much of the head is looked at: enough for a form feed of comments before <html>. */
#define LOOK 4096

typedef struct {
  const char *start;     /* compared without case */
  const char *type;
} Start;

static const Start starts[] = {
  { "<!doctype html", "text/html" },
  { "<html", "text/html" },
  { "<head", "text/html" },
  { "<body", "text/html" },
  { "<!--", "text/html" },
  { "<table", "text/html" },
  { "<div", "text/html" },
  { "<meta", "text/html" },
  { "<style", "text/html" },
  { "<script", "text/html" },
  { "<p>", "text/html" },
  { "<p ", "text/html" },
  { "<font", "text/html" },
  { "<center", "text/html" },
  { "<title", "text/html" },
  { "<svg", "image/svg+xml" },
  { "BEGIN:VCARD", "text/vcard" },
  { "BEGIN:VCALENDAR", "text/calendar" },
  { "dn: ", "text/ldif" },
  { "dn:: ", "text/ldif" },
  { "version: 1\ndn:", "text/ldif" },
  { "version: 1\r\ndn:", "text/ldif" },
  { "version: 1\n\ndn:", "text/ldif" },
  { "-----BEGIN PGP MESSAGE", "application/pgp-encrypted" },
  { "-----BEGIN PKCS7-----", "application/x-pem-file" },
  { "-----BEGIN ", "application/x-pem-file" },
};

static const char *const mail_fields[] = {
  "Return-Path:", "Received:", "Delivered-To:", "From:", "MIME-Version:", "Message-ID:", "X-Mozilla-", "Date:", "Subject:",
  "From ",
};

static gboolean
is_utf16 (MspSpan head)
{
  gsize n = MIN (head.len, (gsize) 512) & ~(gsize) 1, even = 0, odd = 0;

  if (head.len >= 2 && (memcmp (head.data, "\xff\xfe", 2) == 0 || memcmp (head.data, "\xfe\xff", 2) == 0))
    return TRUE;
  if (memchr (head.data, '\0', n) == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i += 2)
    {
      even += head.data[i] == 0;
      odd += head.data[i + 1] == 0;
    }
  return n >= 8 && ((odd * 10 >= n * 3 && even * 50 < n) || (even * 10 >= n * 3 && odd * 50 < n));
}

/* Backspace, form feed and escape are met in man pages and ISO-2022 text. */
static inline gboolean
is_odd (guint8 c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\b' && c != '\f' && c != 0x1b) || c == 0x7f;
}

static gsize
count_odd (const char *data, gsize len)
{
  gsize i = 0, n = 0;

#ifdef __SSE2__
  const __m128i last = _mm_set1_epi8 (0x1f), tab = _mm_set1_epi8 ('\t'), lf = _mm_set1_epi8 ('\n'), cr = _mm_set1_epi8 ('\r'),
                del = _mm_set1_epi8 (0x7f);

  for (; len - i >= 16; i += 16)
    {
      __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) (data + i));
      __m128i white = _mm_or_si128 (_mm_cmpeq_epi8 (block, lf), _mm_or_si128 (_mm_cmpeq_epi8 (block, tab), _mm_cmpeq_epi8 (block, cr)));
      __m128i low = _mm_andnot_si128 (white, _mm_cmpeq_epi8 (_mm_min_epu8 (block, last), block));
      guint32 mask = (guint32) _mm_movemask_epi8 (_mm_or_si128 (low, _mm_cmpeq_epi8 (block, del)));

      for (; mask != 0; mask &= mask - 1)
        n += is_odd ((guint8) data[i + (gsize) __builtin_ctz (mask)]);
    }
#endif
  for (; i < len; i++)
    n += is_odd ((guint8) data[i]);
  return n;
}

/* Too many for text of one byte a character or of UTF-8. */
static gboolean
is_noise (MspSpan head)
{
  gsize n = MIN (head.len, (gsize) LOOK);

  return count_odd (head.data, n) * 64 >= n + 1;
}

/* In an encoding that looks like noise. */
static gboolean
is_foreign (MspSpan head)
{
  return msp_charset_guess_wide (head) != NULL || msp_charset_guess_ebcdic (head);
}

gboolean
msp_sniff_is_text (MspSpan head)
{
  return is_utf16 (head) || !is_noise (head) || is_foreign (head);
}

/* ASCII characters of UTF-16 in either order; everything else becomes '?'. */
static MspSpan
narrow (MspSpan head, char *buf, gsize size)
{
  gboolean big = head.data[0] == 0 || (guint8) head.data[0] == 0xfe;
  gsize n = 0;

  for (gsize i = 0; i + 1 < head.len && n < size; i += 2)
    {
      guint8 high = (guint8) head.data[big ? i : i + 1], low = (guint8) head.data[big ? i + 1 : i];

      if (i > 0 || high < 0xfe)
        buf[n++] = high == 0 && low < 0x80 ? (char) low : '?';
    }
  return msp_span_new (buf, n);
}

static MspSpan
skip_space (MspSpan span)
{
  gsize i = msp_span_has_prefix (span, "\xef\xbb\xbf") ? 3 : 0;

  while (i < span.len && g_ascii_isspace (span.data[i]))
    i++;
  return msp_span_slice (span, i, span.len);
}

static const char *
sniff_xml (MspSpan span)
{
  MspSpan look = msp_span_slice (span, 0, 1024);

  if (!msp_span_has_prefix_nocase (span, "<?xml"))
    return NULL;
  if (memmem (look.data, look.len, "<svg", 4) != NULL)
    return "image/svg+xml";
  if (memmem (look.data, look.len, "<html", 5) != NULL)
    return "text/html";
  return "application/xml";
}

/* An object or array whose first member looks like JSON; prose in brackets does not. */
static const char *
sniff_json (MspSpan span)
{
  MspSpan rest = skip_space (msp_span_slice (span, 1, span.len));
  char first = rest.len > 0 ? rest.data[0] : 0;

  if (span.data[0] == '{')
    return first == '"' || first == '}' ? "application/json" : NULL;
  if (span.data[0] == '[')
    return first != 0 && strchr ("{[\"]", first) != NULL ? "application/json" : NULL;
  return NULL;
}

/* Two header fields one after the other, the first of them well known. */
static const char *
sniff_mail (MspSpan span)
{
  const char *line;
  gsize i = 0;

  for (i = 0; i < G_N_ELEMENTS (mail_fields); i++)
    if (msp_span_has_prefix_nocase (span, mail_fields[i]))
      break;
  if (i == G_N_ELEMENTS (mail_fields) || (line = memchr (span.data, '\n', span.len)) == NULL)
    return NULL;
  for (i = (gsize) (line - span.data) + 1; i < span.len; i++)
    if (!g_ascii_isalnum (span.data[i]) && span.data[i] != '-')
      break;
  if (i >= span.len || i == (gsize) (line - span.data) + 1)
    return i < span.len && (span.data[i] == ' ' || span.data[i] == '\t') ? "message/rfc822" : NULL;
  return span.data[i] == ':' ? "message/rfc822" : NULL;
}

const char *
msp_sniff_text (MspSpan head, gboolean plain)
{
  g_autoptr (GString) decoded = NULL;
  char buf[LOOK / 2];
  MspSpan span = msp_span_slice (head, 0, LOOK);
  const char *type;

  if (!plain && is_utf16 (span))
    span = narrow (span, buf, sizeof buf);
  else if (!plain && is_noise (span))
    {
      if (!is_foreign (span))
        return NULL;
      decoded = g_string_new (NULL);
      msp_charset_append_utf8 (decoded, span, NULL);
      span = msp_span_new (decoded->str, decoded->len);
    }
  span = skip_space (span);
  if (span.len == 0)
    return "text/plain";
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (((span.data[0] ^ starts[i].start[0]) & ~0x20) == 0 && msp_span_has_prefix_nocase (span, starts[i].start))
      return starts[i].type;
  if ((type = sniff_xml (span)) != NULL || (type = sniff_json (span)) != NULL || (type = sniff_mail (span)) != NULL)
    return type;
  return "text/plain";
}
