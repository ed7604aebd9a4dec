/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/unfold.h"

#include "extract/line.h"

static gboolean
is_continued (MspSpan text, gsize at, gboolean tabs)
{
  return at < text.len && (text.data[at] == ' ' || (tabs && text.data[at] == '\t'));
}

gboolean
msp_unfold_next (MspSpan text, gsize *io_at, gboolean tabs, GString *scratch, MspSpan *out_line)
{
  MspLine line;

  if (*io_at >= text.len)
    return FALSE;
  line = msp_line_at (text, *io_at);
  *io_at = line.end + 1;
  *out_line = line.text;
  if (!is_continued (text, *io_at, tabs))
    return TRUE;
  g_string_truncate (scratch, 0);
  g_string_append_len (scratch, line.text.data, (gssize) line.text.len);
  while (is_continued (text, *io_at, tabs))
    {
      line = msp_line_at (text, *io_at);
      g_string_append_len (scratch, line.text.data + 1, (gssize) line.text.len - 1);
      *io_at = line.end + 1;
    }
  *out_line = msp_span_new (scratch->str, scratch->len);
  return TRUE;
}
