/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/guess.h"

#include "mime/lines.h"

/* Lines of mail are no longer (RFC 5322, section 2.1.1). */
#define MAX_BOUNDARY 998

static gboolean
is_usable (MspSpan boundary, const char *declared)
{
  for (gsize i = 0; i < boundary.len; i++)
    if (boundary.data[i] >= 0 && g_ascii_iscntrl (boundary.data[i]))
      return FALSE;
  return boundary.len > 0 && boundary.len <= MAX_BOUNDARY && (declared == NULL || !msp_span_equals (boundary, declared));
}

MspSpan
msp_guess_boundary (MspSpan body, const char *declared)
{
  gsize at = 0, next, after;

  while ((at = msp_lines_find (body, at, '-', '-')) < body.len)
    {
      MspSpan line = msp_lines_get (body, at, &next), boundary = msp_span_slice (line, 2, line.len);

      while (boundary.len > 0 && g_ascii_isspace (boundary.data[boundary.len - 1]))
        boundary.len--;
      if (msp_span_has_prefix_nocase (msp_lines_get (body, next, &after), "content-") && is_usable (boundary, declared))
        return boundary;
      at = next;
    }
  return (MspSpan) { body.data, 0 };
}

static gboolean
is_plain (const char *type)
{
  for (; *type != '\0'; type++)
    if (!g_ascii_isalnum (*type) && strchr ("/-._+", *type) == NULL)
      return FALSE;
  return TRUE;
}

static void
append (GByteArray *out, const char *text, gsize len)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) len);
}

GByteArray *
msp_guess_rewrite (const MspEntity *entity, MspSpan boundary)
{
  const char *type = msp_entity_get_type (entity);
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GString) header = g_string_new ("Content-Type: ");

  g_string_append_printf (header, "%s; boundary=\"", is_plain (type) ? type : "multipart/mixed");
  for (gsize i = 0; i < boundary.len; i++)
    {
      if (boundary.data[i] == '"' || boundary.data[i] == '\\')
        g_string_append_c (header, '\\');
      g_string_append_c (header, boundary.data[i]);
    }
  g_string_append (header, "\"\n\n");
  append (out, header->str, header->len);
  append (out, entity->body.data, entity->body.len);
  return out;
}
