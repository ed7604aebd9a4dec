/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/tables.h"

char *
msp_words_dup_number (guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  gsize len = strlen (digits);
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; i < len; i++)
    {
      if (i > 0 && len > 4 && (len - i) % 3 == 0)
        g_string_append (grouped, "\xc2\xa0");
      g_string_append_c (grouped, digits[i]);
    }
  return g_string_free (grouped, FALSE);
}

gulong
msp_words_plural (guint64 n)
{
  return (gulong) MIN (n, (guint64) G_MAXUINT);
}

char *
msp_words_dup_messages (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s message", "%s messages", msp_words_plural (n)), number);
}

char *
msp_words_dup_documents (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s document", "%s documents", msp_words_plural (n)), number);
}

char *
msp_words_dup_mailboxes (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s mailbox", "%s mailboxes", msp_words_plural (n)), number);
}

char *
msp_words_dup_findings (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s finding", "%s findings", msp_words_plural (n)), number);
}

char *
msp_words_dup_values (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s distinct value", "%s distinct values", msp_words_plural (n)), number);
}

char *
msp_words_dup_people (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s person", "%s people", msp_words_plural (n)), number);
}

char *
msp_words_dup_records (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s record", "%s records", msp_words_plural (n)), number);
}

char *
msp_words_dup_failed (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  if (n == 0)
    return g_strdup (_("nothing failed that should have been readable"));
  return g_strdup_printf (ngettext ("%s item FAILED that should have been readable", "%s items FAILED that should have been readable",
                                    msp_words_plural (n)), number);
}

char *
msp_words_dup_size (guint64 bytes)
{
  static const char *const units[] = { N_("B"), N_("kB"), N_("MB"), N_("GB"), N_("TB"), N_("PB"), N_("EB") };
  guint64 unit = 1;
  guint i = 0;

  while (bytes / unit >= 1000 && i + 1 < G_N_ELEMENTS (units))
    {
      unit *= 1000;
      i++;
    }
  if (i == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT "\xc2\xa0%s", bytes, _(units[0]));
  return g_strdup_printf ("%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT "\xc2\xa0%s", bytes / unit, bytes % unit / (unit / 10), _(units[i]));
}

char *
msp_words_dup_share (guint64 part, guint64 whole)
{
  guint tenths = whole == 0 ? 1000 : (guint) MIN (1000.0L * (long double) part / (long double) whole, 1000.0L);

  if (tenths == 1000 && part < whole)
    tenths = 999;
  return g_strdup_printf ("%u.%u\xc2\xa0%%", tenths / 10, tenths % 10);
}

char *
msp_words_dup_span (gint64 first, gint64 last)
{
  char from[24], to[24];

  if (!msp_table_format_date (first, from) || !msp_table_format_date (last, to))
    return g_strdup ("");
  from[10] = to[10] = '\0';
  if (strcmp (from, to) == 0)
    return g_strdup_printf (_(", all of %s"), from);
  return g_strdup_printf (_(", from %s to %s"), from, to);
}

static const char *
get_item (const char *item)
{
  if (strcmp (item, "file") == 0)
    return _("files and ranges");
  return strcmp (item, "part") == 0 ? _("parts of messages") : _("messages");
}

static const struct {
  const char *name, *text;
} words[] = {
  { "partial", N_("read in part") }, { "opaque", N_("no text to be had") }, { "failed", N_("FAILED") }, { "skipped", N_("left out") },
  { "limit", N_("a limit was reached") }, { "damaged", N_("damaged") }, { "encrypted", N_("encrypted") }, { "no-text", N_("holds no text") },
  { "unsupported", N_("format not supported") }, { "image", N_("image") }, { "media", N_("sound or video") },
  { "crashed", N_("the reader crashed") },
  { "timeout", N_("took too long") }, { "memory", N_("took too much memory") }, { "io", N_("could not be read from disk") },
  { "option", N_("as asked for") },
};

static const char *
get_words (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].name, name) == 0)
      return _(words[i].text);
  return name;
}

char *
msp_words_dup_fate_names (const char *fate, const char *reason)
{
  return reason[0] == '\0' ? g_strdup (get_words (fate)) : g_strdup_printf ("%s (%s)", get_words (fate), get_words (reason));
}

char *
msp_words_dup_fate (MspFate fate, MspReason reason)
{
  return msp_words_dup_fate_names (msp_fate_get_name (fate), msp_reason_get_name (reason));
}

char *
msp_words_dup_loss (const MspLossRow *row)
{
  g_autofree char *fate = msp_words_dup_fate_names (row->fate, row->reason);

  return g_strdup_printf (_("%s: %s"), get_item (row->item), fate);
}

const char *
msp_words_severity (MspSeverity severity)
{
  static const char *const names[MSP_N_SEVERITIES] = { N_("none"), N_("info"), N_("low"), N_("moderate"), N_("high"), N_("critical") };

  return _(names[severity]);
}
