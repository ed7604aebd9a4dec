/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/excerpt.h"

#include <string.h>

#define SIDE 40   /* characters */

static gsize
go_back (const char *text, gsize from, guint chars)
{
  const char *p = text + from;

  for (guint i = 0; i < chars && p > text; i++)
    p = g_utf8_find_prev_char (text, p);
  return (gsize) (p - text);
}

static gsize
go_forward (const char *text, gsize len, gsize from, guint chars)
{
  const char *p = text + from;

  for (guint i = 0; i < chars && p < text + len; i++)
    p = g_utf8_next_char (p);
  return MIN ((gsize) (p - text), len);
}

/* The finding of this section that covers offset, or NULL. */
static const MspFinding *
find_at (const MspFinding *findings, gsize n, const char *section, gsize offset)
{
  for (gsize i = 0; i < n; i++)
    if (findings[i].start <= offset && offset < findings[i].end && strcmp (findings[i].section, section) == 0)
      return &findings[i];
  return NULL;
}

/* A character outside all findings: digits may be a value too weak to be reported, so none is shown. */
static void
append_plain (GString *out, gunichar c)
{
  if (g_unichar_isdigit (c))
    g_string_append_c (out, '#');
  else if (g_unichar_isspace (c))
    g_string_append_c (out, ' ');
  else if (!g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
    g_string_append_unichar (out, c);
}

gboolean
msp_excerpt_may_reveal (const MspFinding *finding)
{
  return finding->category != MSP_CATEGORY_CRED && finding->category != MSP_CATEGORY_CLASSMARK;
}

static void
append_raw (GString *out, gunichar c)
{
  if (g_unichar_isspace (c))
    g_string_append_c (out, ' ');
  else if (!g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
    g_string_append_unichar (out, c);
}

static char *
dup_excerpt (const char *text, gsize len, const MspFinding *findings, gsize n, gsize which, gboolean raw)
{
  const MspFinding *self = &findings[which];
  g_autoptr (GString) out = g_string_new (NULL);

  if (self->category == MSP_CATEGORY_CLASSMARK || self->end > len)
    return g_strdup (self->masked);
  gsize at = go_back (text, self->start, SIDE), stop = go_forward (text, len, self->end, SIDE);
  while (at < stop)
    {
      const MspFinding *other = find_at (findings, n, self->section, at);

      if (other == NULL || (raw && msp_excerpt_may_reveal (other)))
        {
          (raw ? append_raw : append_plain) (out, g_utf8_get_char (text + at));
          at = (gsize) (g_utf8_next_char (text + at) - text);
          continue;
        }
      g_string_append_printf (out, "[%s]", other->masked);
      at = other->end;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
msp_excerpt_dup (const char *text, gsize len, const MspFinding *findings, gsize n, gsize which)
{
  return dup_excerpt (text, len, findings, n, which, FALSE);
}

char *
msp_excerpt_dup_raw (const char *text, gsize len, const MspFinding *findings, gsize n, gsize which)
{
  return dup_excerpt (text, len, findings, n, which, TRUE);
}

gboolean
msp_excerpt_is_marked (const MspFinding *findings, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (findings[i].category == MSP_CATEGORY_CLASSMARK)
      return TRUE;
  return FALSE;
}
