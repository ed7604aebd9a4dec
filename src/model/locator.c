/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/locator.h"

#include <glib/gi18n-lib.h>

static gboolean
is_plain (guchar c)
{
  return c >= 0x20 && c < 0x7f && strchr ("%!@#+", c) == NULL;
}

static void
append_escaped (GString *locator, const char *name)
{
  const char *p = name;

  while (*p != '\0')
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, -1);
      gsize len = (guchar) *p < 0x80 ? 1 : (c == (gunichar) -1 || c == (gunichar) -2) ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
      gboolean keep = len > 1 ? g_unichar_isgraph (c) : is_plain ((guchar) *p);

      if (keep)
        g_string_append_len (locator, p, (gssize) len);
      else
        for (gsize i = 0; i < len; i++)
          g_string_append_printf (locator, "%%%02X", (guchar) p[i]);
      p += len;
    }
}

void
msp_locator_append_file (GString *locator, const char *path)
{
  append_escaped (locator, path);
}

void
msp_locator_append_entry (GString *locator, const char *name)
{
  g_string_append (locator, "!/");
  append_escaped (locator, name);
}

/* Each message has a number in its locator; printf takes ten times as long. */
static void
append_number (GString *locator, char mark, guint64 number)
{
  char room[24], *digits = room + sizeof room;

  do
    *--digits = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  *--digits = mark;
  g_string_append_len (locator, digits, room + sizeof room - digits);
}

void
msp_locator_append_message (GString *locator, guint64 offset)
{
  append_number (locator, '@', offset);
}

void
msp_locator_append_section (GString *locator, const char *section)
{
  g_string_append_c (locator, '#');
  append_escaped (locator, section);
}

void
msp_locator_append_place (GString *locator, const char *place)
{
  g_string_append_c (locator, '#');
  g_string_append (locator, place);
}

char *
msp_locator_dup_place (const char *text)
{
  const char *mark = strchr (text, '#');

  return mark != NULL ? g_strndup (mark + 1, strcspn (mark + 1, "+")) : NULL;
}

void
msp_locator_append_text (GString *locator, guint64 offset)
{
  append_number (locator, '+', offset);
}

static gboolean
unescape (const char *text, gsize len, char **out_name)
{
  g_autoptr (GString) name = g_string_sized_new (len);

  for (gsize i = 0; i < len; i++)
    {
      if (text[i] != '%')
        {
          g_string_append_c (name, text[i]);
          continue;
        }
      if (i + 2 >= len || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
        return FALSE;
      int value = g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2]);
      if (value == 0)
        return FALSE;
      g_string_append_c (name, (char) value);
      i += 2;
    }
  *out_name = g_string_free (g_steal_pointer (&name), FALSE);
  return TRUE;
}

/* One step from *at, which moves behind it; NULL if the text is none. */
static MspStep *
parse_step (const char **at)
{
  g_autoptr (MspStep) step = g_new0 (MspStep, 1);
  const char *p = *at;
  char mark = *p;

  p += mark == '!' ? 2 : 1;
  if (mark == '!' && (*at)[1] != '/')
    return NULL;
  gsize len = strcspn (p, "!@#+");
  step->kind = mark == '!' ? MSP_STEP_ENTRY : mark == '@' ? MSP_STEP_MESSAGE : mark == '#' ? MSP_STEP_SECTION : MSP_STEP_TEXT;
  *at = p + len;
  if (mark == '!' || mark == '#')
    return (len > 0 || mark == '!') && unescape (p, len, &step->name) ? g_steal_pointer (&step) : NULL;
  if (len == 0 || len > 20 || strspn (p, "0123456789") < len)
    return NULL;
  g_autofree char *digits = g_strndup (p, len);
  return g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT64, &step->offset, NULL) ? g_steal_pointer (&step) : NULL;
}

GPtrArray *
msp_locator_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) msp_step_free);
  MspStep *file = g_new0 (MspStep, 1);
  gsize len = strcspn (text, "!@#+");
  const char *at = text + len;
  gboolean good;

  g_ptr_array_add (steps, file);
  good = len > 0 && unescape (text, len, &file->name);
  while (good && *at != '\0')
    {
      MspStep *step = parse_step (&at);

      good = step != NULL;
      if (good)
        g_ptr_array_add (steps, step);
    }
  if (good)
    return g_steal_pointer (&steps);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no locator"), text);
  return NULL;
}

void
msp_step_free (MspStep *step)
{
  if (step == NULL)
    return;
  g_free (step->name);
  g_free (step);
}
