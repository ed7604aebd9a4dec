/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/flowed.h"

typedef struct {
  guint   depth;    /* of quoting */
  MspSpan text;     /* without quote marks, stuffing and line end */
} Line;

static Line
read_line (MspSpan *io_rest)
{
  const char *end = memchr (io_rest->data, '\n', io_rest->len);
  gsize len = end != NULL ? (gsize) (end - io_rest->data) : io_rest->len;
  Line line = { 0, msp_span_slice (*io_rest, 0, len) };

  *io_rest = msp_span_slice (*io_rest, len + 1, io_rest->len);
  while (line.depth < line.text.len && line.text.data[line.depth] == '>')
    line.depth++;
  line.text = msp_span_slice (line.text, line.depth, line.text.len);
  if (line.text.len > 0 && line.text.data[0] == ' ')
    line.text = msp_span_slice (line.text, 1, line.text.len);
  return line;
}

/* The signature line ends in a space, yet is never joined with the next. */
static gboolean
is_soft (const Line *line)
{
  return line->text.len > 0 && line->text.data[line->text.len - 1] == ' ' && !msp_span_equals (line->text, "-- ");
}

void
msp_flowed_append (GString *out, MspSpan text, gboolean delsp)
{
  gboolean joined = FALSE;
  guint depth = 0;

  while (text.len > 0)
    {
      Line line = read_line (&text);
      gboolean soft = is_soft (&line);

      /* A soft line end before another quote depth is a hard one. */
      if (joined && (line.depth != depth || msp_span_equals (line.text, "-- ")))
        {
          g_string_append_c (out, '\n');
          joined = FALSE;
        }
      if (!joined && line.depth > 0)
        {
          for (guint i = 0; i < line.depth; i++)
            g_string_append_c (out, '>');
          g_string_append_c (out, ' ');
        }
      g_string_append_len (out, line.text.data, (gssize) (line.text.len - (soft && delsp ? 1 : 0)));
      if (!soft)
        g_string_append_c (out, '\n');
      joined = soft;
      depth = line.depth;
    }
}
