/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/uuencode.h"

/* Takes the next line off rest, without its end. */
static MspSpan
take_line (MspSpan *rest)
{
  const char *end = memchr (rest->data, '\n', rest->len);
  gsize len = end != NULL ? (gsize) (end - rest->data) : rest->len;
  MspSpan line = { rest->data, len };

  *rest = msp_span_slice (*rest, len + 1, rest->len);
  if (line.len > 0 && line.data[line.len - 1] == '\r')
    line.len--;
  return line;
}

static guint
uu_value (MspSpan line, gsize at)
{
  return at < line.len ? ((guint) (guint8) line.data[at] - 32) & 63 : 0;
}

/* Appends what one line holds: its first character is the number of bytes, trailing blanks may be lost. */
static void
decode_uu_line (MspSpan line, GByteArray *out)
{
  guint n = uu_value (line, 0);
  guint8 bytes[66];

  if (line.len == 0 || line.data[0] < ' ' || line.data[0] > '`' || (n + 2) / 3 * 4 > line.len + 3)
    return;
  for (guint i = 0, at = 1; i < n; i += 3, at += 4)
    {
      guint32 group = uu_value (line, at) << 18 | uu_value (line, at + 1) << 12 | uu_value (line, at + 2) << 6
        | uu_value (line, at + 3);

      bytes[i] = (guint8) (group >> 16);
      bytes[i + 1] = (guint8) (group >> 8);
      bytes[i + 2] = (guint8) group;
    }
  g_byte_array_append (out, bytes, n);
}

/* Cuts out to the limit; TRUE if nothing was lost. */
static gboolean
cut (GByteArray *out, gsize start, gsize limit)
{
  if (out->len - start <= limit)
    return TRUE;
  g_byte_array_set_size (out, (guint) (start + limit));
  return FALSE;
}

gboolean
msp_uuencode_decode (MspSpan in, gsize limit, GByteArray *out)
{
  gsize start = out->len;

  while (in.len > 0 && out->len - start <= limit)
    {
      MspSpan line = take_line (&in);

      if (msp_span_equals (line, "end"))
        break;
      if (!msp_span_has_prefix (line, "begin "))
        decode_uu_line (line, out);
    }
  return cut (out, start, limit);
}

static void
decode_y_line (MspSpan line, GByteArray *out)
{
  guint start = out->len, n = start;

  g_byte_array_set_size (out, start + (guint) line.len);
  for (gsize i = 0; i < line.len; i++)
    {
      guint8 byte = (guint8) line.data[i];

      if (byte == '=' && i + 1 < line.len)
        byte = (guint8) ((guint8) line.data[++i] - 64);
      out->data[n++] = (guint8) (byte - 42);
    }
  g_byte_array_set_size (out, n);
}

gboolean
msp_yenc_decode (MspSpan in, gsize limit, GByteArray *out)
{
  gsize start = out->len;

  while (in.len > 0 && out->len - start <= limit)
    {
      MspSpan line = take_line (&in);

      if (msp_span_has_prefix (line, "=yend"))
        break;
      /* Dots doubled for transport (RFC 3977, section 3.1.1). */
      if (msp_span_has_prefix (line, ".."))
        line = msp_span_slice (line, 1, line.len);
      if (!msp_span_has_prefix (line, "=ypart") && !msp_span_has_prefix (line, "=ybegin"))
        decode_y_line (line, out);
    }
  return cut (out, start, limit);
}
