/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/answer.h"
#include "report/bands.h"
#include "report/html-out.h"
#include "report/tables.h"
#include "report/text-people.h"
#include "report/words.h"

static void
append_tile (MspHtml *self, const char *name, const char *number, const char *note, const char *css)
{
  g_string_append_printf (self->out, "<div class=\"tile %s\">", css);
  msp_html_element (self->out, "dt", NULL, name);
  msp_html_element (self->out, "dd", "number", number);
  msp_html_element (self->out, "dd", "note", note);
  g_string_append (self->out, "</div>\n");
}

typedef struct {
  MspSeverity severity;
  guint64     messages;
  char       *category;
} Worst;

static void
take_band (MspSeverity severity, const char *category, guint64 messages, gpointer user_data)
{
  Worst *worst = user_data;

  if (severity < worst->severity || (severity == worst->severity && messages <= worst->messages))
    return;
  g_free (worst->category);
  *worst = (Worst) { severity, messages, g_strdup (category) };
}

/* The category with the most messages of the worst severity. */
static gboolean
find_worst (MspHtml *self, char **out_name, char **out_note, const char **out_css, GError **error)
{
  Worst worst = { MSP_SEVERITY_NONE, 0, NULL };
  gboolean good = msp_bands_each (self->source, NULL, take_band, &worst, error);
  g_autofree char *number = msp_words_dup_messages (worst.messages);

  *out_name = g_strdup (worst.category != NULL ? msp_html_get_category_title (worst.category) : _("none"));
  *out_note = worst.severity > MSP_SEVERITY_NONE ? g_strdup_printf (_("%s: %s"), msp_words_severity (worst.severity), number) : g_strdup ("");
  *out_css = msp_severity_get_name (worst.severity);
  g_free (worst.category);
  return good;
}

/* Since 1970-01-01 UTC. */
static gint64
get_day (gint64 date)
{
  return (date >= 0 ? date : date - 86399) / 86400;
}

static void
append_span (MspHtml *self)
{
  char first[24] = "", last[24] = "";
  gboolean known = msp_table_format_date (self->totals.first_date, first) && msp_table_format_date (self->totals.last_date, last);
  gint64 days = known ? get_day (self->totals.last_date) - get_day (self->totals.first_date) + 1 : 0;
  g_autofree char *number = msp_words_dup_number ((guint64) days);
  g_autofree char *note = g_strdup_printf (ngettext ("%s day", "%s days", (gulong) MIN (days, 2)), number);

  first[10] = last[10] = '\0';
  g_autoptr (GString) span = g_string_new (NULL);

  /* With hyphens at which no line breaks. */
  g_string_append_printf (span, "%s – %s", first, last);
  g_string_replace (span, "-", "\xe2\x80\x91", 0);
  append_tile (self, _("Dates of messages"), known ? span->str : _("none"), known ? note : "", "wide");
}

static void
append_unread (MspHtml *self)
{
  const guint64 *bytes = self->totals.bytes;
  guint64 unread = self->totals.size - MIN (bytes[MSP_FATE_READ], self->totals.size);
  g_autofree char *share = msp_words_dup_share (bytes[MSP_FATE_READ], self->totals.size);
  g_autofree char *of = g_strdup_printf (_("of the bytes were read")), *size = msp_words_dup_size (unread);
  g_autofree char *failed = msp_words_dup_failed (self->totals.failed);

  append_tile (self, _("Coverage"), share, of, "");
  append_tile (self, _("Not read"), size, failed, self->totals.failed > 0 ? "high" : "");
}

static void
append_people (MspHtml *self, const MspRosterTotals *totals)
{
  g_autofree char *people = msp_words_dup_number (totals->people), *lower = msp_words_dup_number (totals->lower);
  g_autofree char *upper = msp_words_dup_number (totals->upper), *bounds = g_strdup_printf (_("at least %s, at most %s"), lower, upper);

  append_tile (self, _("People whose data was found"), people, bounds, "");
}

static gboolean
append_tiles (MspHtml *self, const MspRosterTotals *people, GError **error)
{
  const MspTotals *totals = &self->totals;
  guint64 sensitive = msp_answer_get_sensitive (totals);
  g_autofree char *messages = msp_words_dup_number (totals->messages + totals->documents), *bad = msp_words_dup_number (sensitive);
  g_autofree char *holding = g_strdup_printf (_("%s with sensitive content"), bad), *name = NULL, *note = NULL;
  const char *css;

  if (!find_worst (self, &name, &note, &css, error))
    return FALSE;
  g_string_append (self->out, "<dl class=\"tiles\">\n");
  append_tile (self, _("Messages and documents"), messages, holding, "");
  append_people (self, people);
  append_tile (self, _("Worst category"), name, note, css);
  append_span (self);
  append_unread (self);
  g_string_append (self->out, "</dl>\n");
  return TRUE;
}

gboolean
msp_html_answer (MspHtml *self, GError **error)
{
  const MspRosterTotals *people = msp_roster_get_totals (self->heads.roster);
  g_autofree char *exposed = msp_answer_dup_exposed (&self->totals), *severity = msp_answer_dup_severity (&self->totals, people);
  g_autofree char *coverage = msp_answer_dup_coverage (&self->totals), *decisions = msp_people_dup_decisions (people);
  g_auto (GStrv) warnings = msp_answer_dup_warnings (self->source);
  MspSeverity rank = msp_severity_from_score (msp_answer_get_score (&self->totals, people->people));
  gboolean good;

  for (gsize i = 0; warnings[i] != NULL; i++)
    msp_html_element (self->out, "p", "warning", warnings[i]);
  g_string_append_printf (self->out, "<section id=\"answer\" class=\"answer %s\" aria-label=\"", msp_severity_get_name (rank));
  msp_html_text (self->out, _("The answer"), 0);
  g_string_append (self->out, "\">\n");
  msp_html_element (self->out, "p", NULL, exposed);
  msp_html_element (self->out, "p", NULL, severity != NULL ? severity : _("Nothing sensitive was found in what could be read."));
  if (decisions != NULL)
    msp_html_element (self->out, "p", NULL, decisions);
  msp_html_element (self->out, "p", NULL, coverage);
  good = append_tiles (self, people, error);
  msp_html_section_end (self->out);
  return good;
}
