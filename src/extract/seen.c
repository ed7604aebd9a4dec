/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/seen.h"

#include <string.h>

#include "extract/clean.h"
#include "extract/licence.h"

void
msp_seen_append (MspText *text, const char *kind, const char *seen)
{
  GString *out = text->text;
  gsize start = out->len, value;

  if (kind != NULL && msp_licence_append (text, seen))
    return;
  if (kind != NULL)
    {
      g_string_append (out, kind);
      msp_text_mark (text, MSP_MARK_FIELD_NAME, start, 0, 0);
      g_string_append (out, strchr (seen, '\n') != NULL ? ":\n" : ": ");
    }
  value = out->len;
  g_string_append (out, seen);
  msp_clean_lines (out, value);
  if (kind != NULL)
    msp_text_mark (text, MSP_MARK_FIELD_VALUE, value, 0, 0);
  g_string_append_c (out, '\n');
}
