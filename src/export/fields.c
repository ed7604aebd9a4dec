/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/fields.h"

#include <string.h>

#include "base/charset.h"
#include "model/record.h"

static MspSpan
strip (MspSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = msp_span_slice (text, 1, text.len);
  while (text.len > 0 && g_ascii_isspace (text.data[text.len - 1]))
    text.len--;
  return text;
}

char *
msp_export_dup_text (MspSpan text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  text = strip (msp_span_slice (text, 0, MSP_EXPORT_MAX_TEXT));
  if (text.len == 0)
    return NULL;
  msp_charset_append_tidy (out, text);
  for (char *p = out->str; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_dots (const char *part)
{
  return part[0] == '\0' || strcmp (part, ".") == 0 || strcmp (part, "..") == 0;
}

char *
msp_export_dup_path (MspSpan text)
{
  g_autofree char *path = msp_export_dup_text (text);
  g_autoptr (GString) out = g_string_new (NULL);

  if (path == NULL)
    return NULL;
  g_strdelimit (path, "\\", '/');
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gboolean is_drive = i == 0 && g_ascii_isalpha (parts[i][0]) && parts[i][1] == ':' && parts[i][2] == '\0';

      if (!is_dots (parts[i]) && !is_drive)
        g_string_append_printf (out, "%s%s", out->len > 0 ? "/" : "", parts[i]);
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

char *
msp_export_dup_message_id (MspSpan text)
{
  text = strip (text);
  if (text.len >= 2 && text.data[0] == '<' && text.data[text.len - 1] == '>')
    text = msp_span_slice (text, 1, text.len - 1);
  return msp_export_dup_text (text);
}

char *
msp_export_dup_hash (MspSpan text, gsize n)
{
  text = strip (text);
  if (text.len != 2 * n)
    return NULL;
  for (gsize i = 0; i < text.len; i++)
    if (!g_ascii_isxdigit (text.data[i]))
      return NULL;
  return g_ascii_strdown (text.data, (gssize) text.len);
}

gboolean
msp_export_parse_number (MspSpan text, guint64 *out_number)
{
  guint64 number = 0;
  guint digits = 0;

  text = strip (text);
  for (gsize i = 0; i < text.len; i++)
    {
      if (text.data[i] == ',' && digits > 0)
        continue;
      if (!g_ascii_isdigit (text.data[i]) || digits >= 18)
        return FALSE;
      number = 10 * number + (guint64) (text.data[i] - '0');
      digits++;
    }
  if (digits > 0)
    *out_number = number;
  return digits > 0;
}

gint64
msp_export_parse_date (MspSpan text)
{
  g_autofree char *copy = msp_export_dup_text (text);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  /* ISO 8601 begins with the year; what does not leaves its order of day and month open. */
  if (copy == NULL || strlen (copy) < 16 || copy[4] != '-' || copy[7] != '-')
    return MSP_DATE_UNKNOWN;
  if (copy[10] == ' ')
    copy[10] = 'T';
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (copy, utc);
  return date != NULL ? g_date_time_to_unix (date) : MSP_DATE_UNKNOWN;
}

guint64
msp_export_count_list (MspSpan text)
{
  guint64 n = 0;
  gboolean inside = FALSE;

  for (gsize i = 0; i < text.len; i++)
    {
      gboolean apart = text.data[i] == ';';

      if (!apart && !g_ascii_isspace (text.data[i]) && !inside)
        {
          inside = TRUE;
          n++;
        }
      else if (apart)
        inside = FALSE;
    }
  return n;
}

char *
msp_export_dup_key (MspSpan name)
{
  GString *key = g_string_new (NULL);

  for (gsize i = 0; i < MIN (name.len, 100u); i++)
    if (g_ascii_isalnum (name.data[i]))
      g_string_append_c (key, g_ascii_tolower (name.data[i]));
  return g_string_free (key, FALSE);
}

gboolean
msp_export_has_ending (const char *name, const char *ending)
{
  gsize len = strlen (name), end = strlen (ending);

  return len >= end && g_ascii_strcasecmp (name + len - end, ending) == 0;
}

gboolean
msp_export_next_line (MspSpan bytes, gsize *at, MspSpan *out_line)
{
  if (*at >= bytes.len)
    return FALSE;
  const char *end = memchr (bytes.data + *at, '\n', bytes.len - *at);
  gsize stop = end != NULL ? (gsize) (end - bytes.data) : bytes.len;
  *out_line = msp_span_slice (bytes, *at, stop);
  *at = stop + 1;
  return TRUE;
}
