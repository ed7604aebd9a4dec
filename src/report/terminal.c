/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/terminal.h"

#include <string.h>

guint
msp_terminal_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
msp_terminal_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += msp_terminal_width (g_utf8_get_char (p));
  return width;
}

/* Control, format (marks of direction, joiners), line separators, surrogates, private and unassigned characters. */
static gboolean
is_unsafe (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The text as it may be shown; at most limit columns and one more character. */
static char *
dup_safe (const char *text, guint limit)
{
  GString *safe = g_string_new (NULL);
  guint width = 0;

  for (const char *p = text, *next; *p != '\0' && (limit == 0 || width <= limit); p = next)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      gboolean valid = c != (gunichar) -1 && c != (gunichar) -2;
      gsize before = safe->len;

      next = valid ? g_utf8_next_char (p) : p + 1;
      if (!valid)
        g_string_append_printf (safe, "\\x%02x", (guint8) *p);
      else if (is_unsafe (c))
        g_string_append_printf (safe, "\\u{%x}", c);
      else
        g_string_append_unichar (safe, c);
      width += msp_terminal_text_width (safe->str + before);
    }
  return g_string_free (safe, FALSE);
}

void
msp_terminal_append (GString *out, const char *text, guint columns)
{
  g_autofree char *safe = dup_safe (text, columns);
  guint width = 0;

  if (columns == 0 || msp_terminal_text_width (safe) <= columns)
    {
      g_string_append (out, safe);
      return;
    }
  for (const char *p = safe; *p != '\0'; p = g_utf8_next_char (p))
    {
      width += msp_terminal_width (g_utf8_get_char (p));
      if (width > columns - 1)
        break;
      g_string_append_unichar (out, g_utf8_get_char (p));
    }
  g_string_append (out, "…");
}

static void
append_blanks (GString *out, guint n)
{
  while (n-- > 0)
    g_string_append_c (out, ' ');
}

void
msp_terminal_append_cell (GString *out, const char *text, guint columns, gboolean to_the_right)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  msp_terminal_append (cell, text, columns);
  guint width = msp_terminal_text_width (cell->str);
  guint blanks = width < columns ? columns - width : 0;
  append_blanks (out, to_the_right ? blanks : 0);
  g_string_append (out, cell->str);
  append_blanks (out, to_the_right ? 0 : blanks);
}

void
msp_terminal_append_paragraph (GString *out, const char *text, guint columns, guint indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint at = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint width = msp_terminal_text_width (words[i]);

      if (i > 0 && at + 1 + width > columns)
        {
          g_string_append_c (out, '\n');
          append_blanks (out, indent);
          at = indent;
        }
      else if (i > 0)
        {
          g_string_append_c (out, ' ');
          at++;
        }
      g_string_append (out, words[i]);
      at += width;
    }
  g_string_append_c (out, '\n');
}
