/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/shorten.h"

#include "mime/lines.h"

/* Share of the limit that one field may take. */
#define FIELD_SHARE 8

/* The field that begins at offset at, with its folded lines. */
static MspSpan
get_field (MspSpan header, gsize at)
{
  gsize next;

  (void) msp_lines_get (header, at, &next);
  while (next < header.len && (header.data[next] == ' ' || header.data[next] == '\t'))
    (void) msp_lines_get (header, next, &next);
  return msp_span_slice (header, at, next);
}

static void
append_field (GByteArray *out, MspSpan field, gsize most)
{
  if (field.len <= most)
    {
      g_byte_array_append (out, (const guint8 *) field.data, (guint) field.len);
      return;
    }
  g_byte_array_append (out, (const guint8 *) field.data, (guint) most);
  g_byte_array_append (out, (const guint8 *) "\n", 1);
}

gboolean
msp_shorten_header (MspSpan message, gsize limit, GByteArray *out, gsize *out_header_size)
{
  gsize size = message.len > limit ? msp_lines_skip_header (message, 0) : 0, most = MAX (limit / FIELD_SHARE, 80);
  MspSpan header = msp_span_slice (message, 0, size);

  if (size <= limit)
    return FALSE;
  for (gsize at = 0; at < header.len;)
    {
      MspSpan field = get_field (header, at);
      gboolean describes = msp_span_has_prefix_nocase (field, "content-");
      gsize room = limit + (describes ? limit / 2 : 0);

      at += field.len;
      if (out->len + MIN (field.len, most) <= room)
        append_field (out, field, most);
    }
  if (!msp_span_has_prefix (msp_span_slice (header, header.len - 1, header.len), "\n"))
    g_byte_array_append (out, (const guint8 *) "\n\n", 2);
  g_byte_array_append (out, (const guint8 *) message.data + size, (guint) (message.len - size));
  *out_header_size = size;
  return TRUE;
}
