/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/banner.h"

/* Where the code behind '&' at at ends. */
static gsize
skip_code (MspSpan banner, gsize at)
{
  char c = banner.data[at];

  if (c == '"')
    {
      const char *end = memchr (banner.data + at + 1, '"', banner.len - at - 1);

      return end != NULL ? (gsize) (end + 1 - banner.data) : banner.len;
    }
  if (!g_ascii_isdigit (c))
    return at + 1;
  while (at < banner.len && g_ascii_isdigit (banner.data[at]))
    at++;
  return at;
}

void
msp_banner_write (MspComposer *composer, MspSpan banner)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (gsize at = 0; at < banner.len;)
    {
      char c = banner.data[at++];

      if (c == '&' && at < banner.len && banner.data[at] != '&')
        {
          g_string_append_c (shown, ' ');
          at = skip_code (banner, at);
          continue;
        }
      g_string_append_c (shown, c);
      at += c == '&';
    }
  msp_composer_break (composer, 1);
  msp_composer_add (composer, msp_span_new (shown->str, shown->len));
  msp_composer_break (composer, 1);
}
