/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/expiry.h"

#include <string.h>

#define MOST_URL 600         /* bytes looked at on either side of a signature */
#define MOST_PAYLOAD 4000
#define LATEST G_GINT64_CONSTANT (253402300799)   /* the end of year 9999 */

/* The number behind "exp" in payload, JSON in base64url. */
static gint64
read_claim (MspSpan payload)
{
  g_autofree char *padded = g_strndup (payload.data, MIN (payload.len, MOST_PAYLOAD));
  gsize len;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  padded[strlen (padded) / 4 * 4 + (strlen (padded) % 4 == 0 ? 0 : strlen (padded) % 4)] = '\0';
  g_autofree char *whole = g_strconcat (padded, strlen (padded) % 4 == 2 ? "==" : strlen (padded) % 4 == 3 ? "=" : "", NULL);
  g_autofree guchar *json = g_base64_decode (whole, &len);
  const char *at = g_strstr_len ((const char *) json, (gssize) len, "\"exp\"");
  const char *end = (const char *) json + len;
  gint64 number = 0;

  for (at = at != NULL ? at + 5 : end; at < end && (*at == ' ' || *at == ':');)
    at++;
  for (; at < end && g_ascii_isdigit (*at) && number <= LATEST; at++)
    number = number * 10 + (*at - '0');
  return number <= LATEST ? number : 0;
}

/* "2031-02-03" or "2031-02-03T04:05:06Z", colons as "%3A" or plain; to the second. */
static gint64
read_time (const char *text)
{
  g_autofree char *plain = g_uri_unescape_string (text, NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = plain == NULL ? NULL : strchr (plain, 'T') != NULL ? g_strdup (plain) : g_strconcat (plain, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) when = full != NULL ? g_date_time_new_from_iso8601 (full, utc) : NULL;

  return when != NULL ? g_date_time_to_unix (when) : 0;
}

/* "se=" behind "?" or "&" in the URL around [start, end). */
static gint64
read_parameter (MspSpan text, gsize start, gsize end)
{
  gsize low = start > MOST_URL ? start - MOST_URL : 0, high = MIN (end + MOST_URL, text.len), from = start, to = end;

  while (from > low && !g_ascii_isspace (text.data[from - 1]) && text.data[from - 1] != '"' && text.data[from - 1] != '<')
    from--;
  while (to < high && !g_ascii_isspace (text.data[to]) && text.data[to] != '"' && text.data[to] != '>')
    to++;
  for (gsize at = from; at + 4 < to; at++)
    if ((text.data[at] == '?' || text.data[at] == '&' || text.data[at] == ';') && memcmp (text.data + at + 1, "se=", 3) == 0)
      {
        gsize stop = at + 4;

        while (stop < to && text.data[stop] != '&' && text.data[stop] != '#')
          stop++;
        g_autofree char *value = g_strndup (text.data + at + 4, stop - at - 4);

        return read_time (value);
      }
  return 0;
}

gint64
msp_expiry_read (MspSpan text, gsize start, gsize end)
{
  const char *first = memchr (text.data + start, '.', end - start);
  const char *second = first != NULL ? memchr (first + 1, '.', (gsize) (text.data + end - first) - 1) : NULL;

  if (second != NULL && text.data[start] == 'e')
    return read_claim (msp_span_new (first + 1, (gsize) (second - first) - 1));
  return read_parameter (text, start, end);
}

void
msp_expiry_append (GString *out, gint64 expiry)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (expiry);

  if (when != NULL)
    g_string_append_printf (out, "%04d-%02d-%02d", g_date_time_get_year (when), g_date_time_get_month (when),
                            g_date_time_get_day_of_month (when));
}
