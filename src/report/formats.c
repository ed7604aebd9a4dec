/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/formats.h"

#include <string.h>

#include "report/html.h"
#include "report/output.h"
#include "report/text.h"
#include "report/writer-csv.h"
#include "report/writer-json.h"

/* For a terminal of another charset; its blanks break lines where ours do not. */
static char *
dup_local (const char *text, const char *charset)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "\xc2\xa0", " ", 0);
  char *local = g_convert_with_fallback (plain->str, (gssize) plain->len, charset, "UTF-8", "?", NULL, NULL, NULL);
  return local != NULL ? local : g_strdup (text);
}

static gboolean
write_text (MspCase *source, const MspFilter *filter, const char *target, gboolean colour, GError **error)
{
  g_autofree char *text = msp_text_report_dup (source, filter, colour && target == NULL, error);
  g_autoptr (MspOutput) output = text != NULL ? msp_output_new (target, error) : NULL;
  const char *charset;

  if (output == NULL)
    return FALSE;
  g_autofree char *local = target == NULL && !g_get_charset (&charset) ? dup_local (text, charset) : NULL;
  g_string_append (msp_output_get_buffer (output), local != NULL ? local : text);
  return msp_output_close (output, error) && msp_output_publish (output, error);
}

static gboolean
write_csv (MspCase *source, const MspFilter *filter, const char *target, gboolean colour, GError **error)
{
  return msp_writer_csv_write (source, filter, target, error);
}

static gboolean
write_json (MspCase *source, const MspFilter *filter, const char *target, gboolean colour, GError **error)
{
  return msp_writer_json_write (source, filter, target, error);
}

static gboolean
write_ndjson (MspCase *source, const MspFilter *filter, const char *target, gboolean colour, GError **error)
{
  return msp_writer_json_write_lines (source, filter, target, error);
}

static gboolean
write_html (MspCase *source, const MspFilter *filter, const char *target, gboolean colour, GError **error)
{
  return msp_html_write (source, filter, target, error);
}

static const MspFormat table[] = {
  { "text", FALSE, write_text },
  { "csv", TRUE, write_csv },
  { "json", FALSE, write_json },
  { "ndjson", FALSE, write_ndjson },
  { "html", FALSE, write_html },
  { NULL },
};

const MspFormat *
msp_formats_get_table (void)
{
  return table;
}

const MspFormat *
msp_formats_find (const char *name)
{
  for (const MspFormat *format = table; format->name != NULL; format++)
    if (strcmp (format->name, name) == 0)
      return format;
  return NULL;
}
