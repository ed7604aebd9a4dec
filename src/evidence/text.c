/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/text.h"

gssize
msp_text_find (MspSpan text, const char *needle)
{
  gsize len = strlen (needle);
  const char *at = text.data, *end = text.len >= len ? text.data + (text.len - len) : NULL;

  while (end != NULL && at <= end)
    {
      at = memchr (at, needle[0], (gsize) (end - at) + 1);
      if (at == NULL)
        return -1;
      if (memcmp (at, needle, len) == 0)
        return at - text.data;
      at++;
    }
  return -1;
}

gssize
msp_text_find_last (MspSpan text, const char *needle)
{
  gsize len = strlen (needle);

  for (gsize at = text.len >= len ? text.len - len + 1 : 0; at > 0; at--)
    if (memcmp (text.data + at - 1, needle, len) == 0)
      return (gssize) at - 1;
  return -1;
}

gboolean
msp_text_skip (MspSpan *text, const char *prefix)
{
  if (!msp_span_has_prefix (*text, prefix))
    return FALSE;
  *text = msp_span_slice (*text, strlen (prefix), text->len);
  return TRUE;
}

gboolean
msp_text_take (MspSpan *text, const char *delimiter, MspSpan *out_part)
{
  gssize at = msp_text_find (*text, delimiter);

  if (at < 0)
    return FALSE;
  *out_part = msp_span_slice (*text, 0, (gsize) at);
  *text = msp_span_slice (*text, (gsize) at + strlen (delimiter), text->len);
  return TRUE;
}

gboolean
msp_text_take_last (MspSpan *text, const char *delimiter, MspSpan *out_part)
{
  if (text->len == 0)
    return FALSE;
  if (msp_text_take (text, delimiter, out_part))
    return TRUE;
  *out_part = *text;
  *text = msp_span_slice (*text, text->len, text->len);
  return TRUE;
}

MspSpan
msp_text_strip (MspSpan text)
{
  gsize start = 0, end = text.len;

  while (start < end && g_ascii_isspace (text.data[start]))
    start++;
  while (end > start && g_ascii_isspace (text.data[end - 1]))
    end--;
  return msp_span_slice (text, start, end);
}

gboolean
msp_text_to_number (MspSpan text, guint64 *out_number)
{
  guint64 number = 0;

  if (text.len == 0 || text.len > 20)
    return FALSE;
  for (gsize i = 0; i < text.len; i++)
    {
      guint64 digit = (guint64) ((guchar) text.data[i] - (guchar) '0');

      if (digit > 9 || number > (G_MAXUINT64 - digit) / 10)
        return FALSE;
      number = number * 10 + digit;
    }
  *out_number = number;
  return TRUE;
}
