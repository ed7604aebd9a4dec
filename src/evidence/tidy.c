/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/tidy.h"

#include "base/utf8.h"

gboolean
msp_tidy_text (char *text, gsize len)
{
  gsize at = 0;

  while ((at += msp_utf8_valid_length (msp_span_new (text + at, len - at))) < len)
    {
      if (text[at] == '\0')
        return FALSE;
      text[at++] = '?';
    }
  return TRUE;
}
