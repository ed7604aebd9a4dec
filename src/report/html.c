/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/html-out.h"
#include "report/html-private.h"
#include "report/output.h"
#include "report/report-resource.h"
#include "report/tables.h"
#include "report/words.h"
#include "store/access.h"

const char *
msp_html_get_category_title (const char *category)
{
  MspCategory known;

  return msp_category_from_name (category, &known) ? _(msp_category_get_title (known)) : category;
}

const char *
msp_html_get_detector_title (const MspHtml *self, const char *detector)
{
  const MspRule *rule = self->rules != NULL ? msp_rules_find (self->rules, detector) : NULL;

  return rule != NULL && rule->title != NULL ? _(rule->title) : detector;
}

void
msp_html_note_of_more (MspHtml *self, guint64 shown)
{
  g_autofree char *number = msp_words_dup_number (shown);
  g_autofree char *text = g_strdup_printf (_("The first %s are shown; the CSV and JSON reports have all."), number);

  msp_html_element (self->out, "p", "note", text);
}

static GResource *
get_resource (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      msp_report_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return msp_report_get_resource ();
}

static char *
dup_resource (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/mailspill/report/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize len = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &len) : "";

  return g_strndup (data, len);
}

/* As CSP Level 3 names a hash source. */
static char *
dup_hash (const char *text)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize len = sizeof digest;

  g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_get_digest (sum, digest, &len);
  g_autofree char *base64 = g_base64_encode (digest, len);
  return g_strconcat ("sha256-", base64, NULL);
}

static void
append_head (GString *out, const char *title, const char *style, const char *script)
{
  g_autofree char *style_hash = dup_hash (style), *script_hash = dup_hash (script);
  const char *language = C_("language of the report, as in RFC 5646", "en");

  g_string_append_printf (out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
  g_string_append_printf (out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s'; "
                          "script-src '%s'; base-uri 'none'; form-action 'none'\">\n", style_hash, script_hash);
  g_string_append (out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
  msp_html_text (out, title, 0);
  g_string_append_printf (out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
}

/* What was scanned: the labels of the roots, as locators begin. */
static char *
dup_subject (MspCase *source, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_ROOTS, NULL, error);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean end = FALSE;
  MspPairRow row;

  while (query != NULL && msp_query_next_pair (query, &row, &end, error) && !end)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", row.key);
  return end ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
append_header (MspHtml *self, const char *subject)
{
  static const struct { const char *id, *title; } parts[] = {
    { "answer", N_("The answer") }, { "access", N_("What was accessed") }, { "categories", N_("What was exposed") },
    { "elements", N_("Data elements") }, { "time", N_("Over time") }, { "mailboxes", N_("Mailboxes") }, { "coverage", N_("Coverage") },
    { "worst", N_("Worst messages") }, { "inputs", N_("Files") }, { "about", N_("About") },
  };
  g_autofree char *finished = msp_case_dup_run (self->source, "finished"), *version = msp_case_dup_run (self->source, "tool_version");
  char date[24] = "?";
  gboolean known = finished != NULL && msp_table_format_date (g_ascii_strtoll (finished, NULL, 10), date);
  g_autofree char *made = known ? g_strdup_printf (_("Scanned by mailspill %s, finished %s"), version, date)
                                : g_strdup_printf (_("Scanned by mailspill %s, not finished"), version);

  g_string_append (self->out, "<a class=\"skip\" href=\"#answer\">");
  msp_html_text (self->out, _("To the answer"), 0);
  g_string_append (self->out, "</a>\n<header>\n");
  msp_html_element (self->out, "p", "kicker", _("Exposed mail: what it held"));
  msp_html_element (self->out, "h1", NULL, subject);
  msp_html_element (self->out, "p", "note", made);
  g_string_append (self->out, "<nav><ul>");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (strcmp (parts[i].id, "access") == 0 && !msp_access_has_run (self->source))
        continue;
      g_string_append_printf (self->out, "<li><a href=\"#%s\">", parts[i].id);
      msp_html_text (self->out, _(parts[i].title), 0);
      g_string_append (self->out, "</a></li>");
    }
  g_string_append (self->out, "</ul></nav>\n</header>\n<main>\n");
}

/* Words that the script shows. */
static void
append_words (GString *out)
{
  g_string_append (out, "</main>\n<template id=\"words\" data-search=\"");
  msp_html_text (out, _("Search in this table"), 0);
  g_string_append (out, "\" data-shown=\"");
  /* Translators: rows of a table that match what was typed; both stand for numbers. */
  msp_html_text (out, _("{shown} of {all}"), 0);
  g_string_append (out, "\"></template>\n");
}

static gboolean
append_page (MspHtml *self, GError **error)
{
  static gboolean (*const sections[]) (MspHtml *, GError **) = {
    msp_html_answer, msp_html_access, msp_html_estimate, msp_html_categories, msp_html_elements, msp_html_time, msp_html_mailboxes,
    msp_html_coverage, msp_html_exports, msp_html_failures, msp_html_worst, msp_html_inputs, msp_html_about,
  };
  g_autofree char *subject = dup_subject (self->source, error), *style = dup_resource ("html/report.css");
  g_autofree char *script = dup_resource ("html/report.js");

  if (subject == NULL || !msp_query_totals (self->source, &self->totals, error)
      || !msp_head_count_init (&self->heads, self->source, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_("%s: exposed mail"), subject);
  append_head (self->out, title, style, script);
  append_header (self, subject);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (!sections[i] (self, error))
      return FALSE;
  append_words (self->out);
  g_string_append_printf (self->out, "<script>%s</script>\n</body>\n</html>\n", script);
  return TRUE;
}

gboolean
msp_html_write (MspCase *source, const MspFilter *filter, const char *target, GError **error)
{
  g_autoptr (MspOutput) output = msp_output_new (target, error);
  g_autoptr (MspRules) rules = msp_rules_load (NULL, NULL);
  MspHtml self = { .source = source, .filter = filter, .rules = rules };

  if (output == NULL)
    return FALSE;
  self.out = msp_output_get_buffer (output);
  gboolean good = append_page (&self, error) && msp_output_close (output, error) && msp_output_publish (output, error);
  msp_head_count_clear (&self.heads);
  return good;
}
