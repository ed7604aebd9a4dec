/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-length.h"

#include "container/field.h"
#include "container/mbox-from.h"

#define FIELD "content-length:"
#define HEADER_MAX (64 * 1024)

gboolean
msp_mbox_length_is_in (MspSpan head)
{
  gsize at = 0;

  while (at < head.len)
    {
      MspSpan rest = msp_span_slice (head, at, head.len);
      gsize end_len, len = msp_field_line_len (rest, &end_len);

      if (msp_span_has_prefix_nocase (rest, FIELD))
        return TRUE;
      at += len + end_len;
    }
  return FALSE;
}

static gboolean
parse_length (MspSpan line, gsize *out_length)
{
  gsize at = sizeof FIELD - 1, length = 0, digits = 0;

  while (at < line.len && (line.data[at] == ' ' || line.data[at] == '\t'))
    at++;
  for (; at < line.len && g_ascii_isdigit (line.data[at]) && digits < 12; at++, digits++)
    length = length * 10 + (gsize) (line.data[at] - '0');
  while (at < line.len && (line.data[at] == ' ' || line.data[at] == '\t'))
    at++;
  *out_length = length;
  return digits > 0 && at == line.len;
}

/* Where the body begins and how long it claims to be; text begins at the header. A header that runs into a line "From " has no
   blank line behind it: what follows is another message's. */
static gboolean
read_header (MspSpan text, gsize *out_body, gsize *out_length)
{
  gsize at = 0;
  gboolean has = FALSE;

  while (at < text.len)
    {
      MspSpan rest = msp_span_slice (text, at, text.len);
      gsize end_len, len = msp_field_line_len (rest, &end_len);

      if (msp_span_has_prefix (rest, "From "))
        return FALSE;
      at += len + end_len;
      if (len == 0)
        {
          *out_body = at;
          return has;
        }
      if (msp_span_has_prefix_nocase (rest, FIELD) && !has)
        has = parse_length (msp_span_slice (rest, 0, len), out_length);
    }
  return FALSE;
}

/* Reads until the window holds size bytes from *at on. */
static void
ensure (MspMboxWindow *window, gsize *at, gsize size)
{
  while (!window->ended && window->len - *at < size)
    {
      msp_mbox_window_fill (window, *at);
      *at = 0;
    }
}

static gboolean
is_line_start (MspSpan text, gsize at)
{
  return at > 0 && (text.data[at - 1] == '\n' || text.data[at - 1] == '\r');
}

gboolean
msp_mbox_length_find_end (MspMboxWindow *window, gsize *at, gsize line_size, gsize max, gsize *out_end, gboolean *out_found)
{
  gsize body = 0, length = 0;

  ensure (window, at, line_size + HEADER_MAX);
  if (!read_header (msp_mbox_window_get (window, *at + line_size, *at + line_size + HEADER_MAX), &body, &length) || length > max)
    return FALSE;
  gsize size = line_size + body + length;
  ensure (window, at, size + MSP_MBOX_LOOK_AHEAD);
  if (size > window->len - *at)
    return FALSE;
  MspSpan text = msp_mbox_window_get (window, 0, window->len);
  gsize end = *at + size, end_len;
  /* The blank line behind the body is not always counted. */
  for (int i = 0; i < 2 && end < text.len && msp_field_line_len (msp_span_slice (text, end, text.len), &end_len) == 0; i++)
    end += end_len;
  *out_found = end < text.len;
  *out_end = end;
  return *out_found ? is_line_start (text, end) && msp_mbox_from_is_plausible (text, end) : window->ended;
}
