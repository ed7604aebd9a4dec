/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dump.h"

static MspText *
extract (const char *type, const char *bytes)
{
  MspExtractInput input = { .bytes = msp_span_from_string (bytes), .type = type };
  MspExtractResult result;
  MspLimits limits;
  MspText *text = msp_text_new ();

  input.is_body = strcmp (type, "text/plain") == 0 || strcmp (type, "text/html") == 0;

  msp_limits_init (&limits);
  msp_extract (&input, &limits, text, &result);
  return text;
}

char *
dump_text (const char *type, const char *bytes)
{
  g_autoptr (MspText) text = extract (type, bytes);

  return g_strdup (text->text->str);
}

char *
dump_marks_of (const MspText *text, MspMarkKind kind)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < text->marks->len; i++)
    {
      const MspMark *mark = &g_array_index (text->marks, MspMark, i);

      if (mark->kind != (guint32) kind)
        continue;
      if (kind == MSP_MARK_TABLE)
        g_string_append_printf (out, "%u,%u", mark->a, mark->b);
      else if (kind == MSP_MARK_CELL)
        g_string_append_printf (out, "%u,%u ", mark->a, mark->b);
      if (kind != MSP_MARK_TABLE)
        g_string_append_len (out, text->text->str + mark->start, (gssize) (mark->end - mark->start));
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

char *
dump_marks (const char *type, const char *bytes, MspMarkKind kind)
{
  g_autoptr (MspText) text = extract (type, bytes);

  return dump_marks_of (text, kind);
}

gboolean
is_text_sound (const MspText *text)
{
  for (gsize i = 0; i < text->text->len; i++)
    {
      guint8 c = (guint8) text->text->str[i];

      if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
        return FALSE;
    }
  for (guint i = 0; i < text->marks->len; i++)
    {
      const MspMark *mark = &g_array_index (text->marks, MspMark, i);

      if (mark->start >= mark->end || mark->end > text->text->len || (i > 0 && mark[-1].start > mark->start))
        return FALSE;
    }
  return g_utf8_validate (text->text->str, (gssize) text->text->len, NULL);
}
