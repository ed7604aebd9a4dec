/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/field.h"

static void
append_line (GString *out, MspSpan span)
{
  gsize start = out->len;

  g_string_append_len (out, span.data, (gssize) span.len);
  for (gsize i = start; i < out->len; i++)
    if ((guint8) out->str[i] < 0x20 || out->str[i] == 0x7f)
      out->str[i] = ' ';
}

void
msp_field_append (MspText *text, MspSpan name, MspSpan value)
{
  gsize start = text->text->len;

  if (value.len == 0)
    return;
  append_line (text->text, name);
  msp_text_mark (text, MSP_MARK_FIELD_NAME, start, 0, 0);
  g_string_append (text->text, ": ");
  start = text->text->len;
  append_line (text->text, value);
  msp_text_mark (text, MSP_MARK_FIELD_VALUE, start, 0, 0);
  g_string_append_c (text->text, '\n');
}

void
msp_field_append_empty (MspText *text, MspSpan name)
{
  gsize start = text->text->len;

  if (name.len == 0)
    return;
  append_line (text->text, name);
  msp_text_mark (text, MSP_MARK_FIELD_NAME, start, 0, 0);
  g_string_append (text->text, ":\n");
}
