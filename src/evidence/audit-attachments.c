/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-attachments.h"

#include <string.h>

/* Whether the len bytes at text end with " (123b)"; *out_start is where this begins then. */
static gboolean
ends_with_size (const char *text, gsize len, gsize *out_start, guint64 *out_size)
{
  gsize at = len;

  if (len < 5 || text[len - 1] != ')' || text[len - 2] != 'b')
    return FALSE;
  for (at = len - 2; at > 0 && g_ascii_isdigit (text[at - 1]); at--)
    ;
  if (at == len - 2 || at < 2 || text[at - 1] != '(' || text[at - 2] != ' ')
    return FALSE;
  *out_size = g_ascii_strtoull (text + at, NULL, 10);
  *out_start = at - 2;
  return TRUE;
}

gsize
msp_audit_count_attachments (const char *text, guint64 *out_bytes)
{
  gsize end = strlen (text), n = 0, start, before;
  guint64 size, other;

  *out_bytes = 0;
  while (ends_with_size (text, end, &start, &size))
    {
      n++;
      if (!g_uint64_checked_add (out_bytes, *out_bytes, size))
        *out_bytes = G_MAXUINT64;
      /* The name begins behind the nearest "; " that another size stands before. */
      for (end = 0; start >= 2 && end == 0; start--)
        if (text[start - 2] == ';' && text[start - 1] == ' ' && ends_with_size (text, start - 2, &before, &other))
          end = start - 2;
    }
  return n;
}
