/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/url.h"

#include "evidence/text.h"

gboolean
msp_url_split (MspSpan target, MspSpan *out_path, MspSpan *out_query)
{
  if (msp_text_skip (&target, "http://") || msp_text_skip (&target, "https://"))
    {
      const char *slash = target.len > 0 ? memchr (target.data, '/', target.len) : NULL;

      target = slash != NULL ? msp_span_slice (target, (gsize) (slash - target.data), target.len) : MSP_SPAN_LITERAL ("/");
    }
  if (target.len == 0 || target.data[0] != '/')
    return FALSE;
  *out_query = MSP_SPAN_LITERAL ("");
  if (!msp_text_take (&target, "?", out_path))
    *out_path = target;
  else
    *out_query = target;
  return TRUE;
}

static gint
decode_byte (MspSpan text, gsize at)
{
  gint high, low;

  if (at + 2 >= text.len || text.data[at] != '%')
    return -1;
  high = g_ascii_xdigit_value (text.data[at + 1]);
  low = g_ascii_xdigit_value (text.data[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

const char *
msp_url_keep_decoded (MspLog *log, MspSpan text, gboolean is_query)
{
  if (text.len == 0 || (memchr (text.data, '%', text.len) == NULL && (!is_query || memchr (text.data, '+', text.len) == NULL)))
    return msp_log_keep (log, text);
  g_autoptr (GString) bytes = g_string_sized_new (text.len + 1);
  for (gsize i = 0; i < text.len; i++)
    {
      gint byte = decode_byte (text, i);

      g_string_append_c (bytes, byte >= 0 ? (char) byte : is_query && text.data[i] == '+' ? ' ' : text.data[i]);
      i += byte >= 0 ? 2 : 0;
    }
  g_autofree char *valid = g_utf8_make_valid (bytes->str, (gssize) bytes->len);
  return msp_log_keep (log, msp_span_from_string (valid));
}

gboolean
msp_url_get_parameter (MspSpan query, const char *name, MspSpan *out_value)
{
  MspSpan pair, key;

  while (msp_text_take_last (&query, "&", &pair))
    if (msp_text_take (&pair, "=", &key) && key.len == strlen (name) && g_ascii_strncasecmp (key.data, name, key.len) == 0)
      {
        *out_value = pair;
        return TRUE;
      }
  return FALSE;
}
