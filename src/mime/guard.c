/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/guard.h"

#include "mime/lines.h"

/* In lower case, with the letter that is replaced. What begins with "Content-" GMime keeps with the part, not the message. */
static const struct {
  const char *name;
  gsize       letter;
} hidden[] = {
  { "bcc", 0 }, { "cc", 0 }, { "content-disposition", 8 }, { "date", 0 }, { "from", 0 }, { "message-id", 0 },
  { "reply-to", 0 }, { "sender", 0 }, { "subject", 0 }, { "to", 0 },
};

/* TRUE if line begins with one of the fields. In bodies that is no field, but GMime's copy of them is not used. */
static gboolean
is_hidden (MspSpan line, gsize *out_letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      gsize n = strlen (hidden[i].name);

      if (line.len <= n || (line.data[0] | 0x20) != hidden[i].name[0] || !msp_span_has_prefix_nocase (line, hidden[i].name))
        continue;
      *out_letter = hidden[i].letter;
      while (n < line.len && (line.data[n] == ' ' || line.data[n] == '\t'))
        n++;
      return n < line.len && line.data[n] == ':';
    }
  return FALSE;
}

/* Blanks what of the value of a Content-Type, whose field begins at start, is past the limit in the line [at, end). */
static void
blank_rest (GByteArray *out, gsize start, gsize at, gsize end)
{
  for (gsize i = MAX (at, start + MSP_GUARD_MAX_TYPE); i < end; i++)
    out->data[i] = ' ';
}

void
msp_guard_copy (MspSpan message, gsize most_boundaries, GByteArray *out)
{
  gsize n = 0, type = 0;
  gboolean in_type = FALSE;

  g_byte_array_append (out, (const guint8 *) message.data, (guint) message.len);
  for (gsize at = 0, next, letter; at < message.len; at = next)
    {
      MspSpan line = msp_lines_get (message, at, &next);

      if (msp_span_has_prefix (line, "--") && ++n > most_boundaries)
        {
          g_byte_array_set_size (out, (guint) at);
          return;
        }
      if (line.len == 0 || (line.data[0] != ' ' && line.data[0] != '\t'))
        {
          in_type = msp_span_has_prefix_nocase (line, "content-type");
          type = at;
        }
      if (in_type)
        blank_rest (out, type, at, at + line.len);
      if (is_hidden (line, &letter))
        out->data[at + letter] = MSP_GUARD_LETTER;
    }
}
