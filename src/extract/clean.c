/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/clean.h"

#include "base/charset.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

void
msp_clean_append (GString *out, const MspExtractInput *input)
{
  gsize start = out->len;

  msp_charset_append_utf8 (out, input->bytes, input->charset);
  if (out->len >= start + 3 && memcmp (out->str + start, "\xef\xbb\xbf", 3) == 0)
    g_string_erase (out, (gssize) start, 3);
}

static inline gboolean
is_odd (guint8 c)
{
  return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

/* Bytes before the first that is_odd. */
static gsize
span_clean (const char *data, gsize len)
{
  gsize i = 0;

#ifdef __SSE2__
  const __m128i last = _mm_set1_epi8 (0x1f), lf = _mm_set1_epi8 ('\n'), tab = _mm_set1_epi8 ('\t'), del = _mm_set1_epi8 (0x7f);

  for (; len - i >= 16; i += 16)
    {
      __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) (data + i));
      __m128i low = _mm_cmpeq_epi8 (_mm_min_epu8 (block, last), block);
      __m128i fine = _mm_or_si128 (_mm_cmpeq_epi8 (block, lf), _mm_cmpeq_epi8 (block, tab));
      __m128i odd = _mm_or_si128 (_mm_andnot_si128 (fine, low), _mm_cmpeq_epi8 (block, del));
      guint32 mask = (guint32) _mm_movemask_epi8 (odd);

      if (mask != 0)
        return i + (gsize) __builtin_ctz (mask);
    }
#endif
  while (i < len && !is_odd ((guint8) data[i]))
    i++;
  return i;
}

/* CR LF, or the CR CR LF of a text that was converted twice. */
static gboolean
is_crlf (const char *in, const char *end)
{
  return (end - in >= 2 && in[1] == '\n') || (end - in >= 3 && in[1] == '\r' && in[2] == '\n');
}

void
msp_clean_lines (GString *string, gsize from)
{
  char *out = string->str + from;
  const char *in = out, *end = string->str + string->len;

  while (in < end)
    {
      gsize n = span_clean (in, (gsize) (end - in));

      if (out != in)
        memmove (out, in, n);
      out += n;
      in += n;
      if (in == end)
        break;
      if (*in == '\f' || (*in == '\r' && !is_crlf (in, end)))
        *out++ = '\n';
      in++;
    }
  g_string_truncate (string, (gsize) (out - string->str));
}

void
msp_clean_read (GString *out, const MspExtractInput *input)
{
  gsize start = out->len;

  if (!input->as_is)
    {
      msp_clean_append (out, input);
      msp_clean_lines (out, start);
      return;
    }
  g_string_append_len (out, input->bytes.data, (gssize) input->bytes.len);
  if (memchr (input->bytes.data, '\r', input->bytes.len) != NULL)
    msp_clean_lines (out, start);
}
