/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/answer.h"
#include "report/exports.h"
#include "report/mailboxes.h"
#include "report/tables.h"
#include "report/terminal.h"
#include "report/text-estimate.h"
#include "report/text-people.h"
#include "report/words.h"
#include "score/score.h"

#define COLUMNS 80
#define WORST 10
#define FAILURES 10
#define PEOPLE 20   /* columns of "1 183 555–1 183 604" */

typedef struct {
  GString         *out;
  MspCase         *source;
  const MspFilter *filter;
  gboolean         colour;
  const MspHeadCount *heads;
} Text;

static void
append_heading (Text *self, const char *title)
{
  g_string_append_printf (self->out, self->colour ? "\n\033[1m%s\033[0m\n" : "\n%s\n", title);
}

static void
append_severity (Text *self, const char *name, guint columns)
{
  static const char *const codes[MSP_N_SEVERITIES] = { "", "", "\033[36m", "\033[33m", "\033[31m", "\033[1;31m" };
  MspSeverity severity = MSP_SEVERITY_NONE;
  gboolean known = msp_severity_from_name (name, &severity);
  const char *code = self->colour ? codes[severity] : "";

  g_string_append (self->out, code);
  msp_terminal_append_cell (self->out, known ? msp_words_severity (severity) : name, columns, FALSE);
  g_string_append (self->out, code[0] != '\0' ? "\033[0m" : "");
}

static void
append_number (Text *self, guint64 number, guint columns)
{
  g_autofree char *text = msp_words_dup_number (number);

  msp_terminal_append_cell (self->out, text, columns, TRUE);
}

static void
append_heads (Text *self, const MspHeads *heads, guint columns)
{
  g_autofree char *text = msp_heads_dup_bounds (heads);

  msp_terminal_append_cell (self->out, text, columns, TRUE);
}

static void
append_paragraph (Text *self, const char *text)
{
  msp_terminal_append_paragraph (self->out, text, COLUMNS, 0);
}

static void
append_answer (Text *self, const MspTotals *totals, const MspRosterTotals *people)
{
  g_autofree char *exposed = msp_answer_dup_exposed (totals), *severity = msp_answer_dup_severity (totals, people);
  g_autofree char *decisions = msp_people_dup_decisions (people);

  append_paragraph (self, exposed);
  if (severity != NULL)
    append_paragraph (self, severity);   /* else said where the categories would stand */
  if (decisions != NULL)
    append_paragraph (self, decisions);
}

static void
append_coverage (Text *self, const MspTotals *totals)
{
  g_autofree char *text = msp_answer_dup_coverage (totals);

  append_paragraph (self, text);
}

static gboolean
append_exports (Text *self, GError **error)
{
  g_autoptr (GError) bad = NULL;
  g_autofree char *text = msp_exports_dup_sentence (self->source, &bad);

  if (text != NULL)
    append_paragraph (self, text);
  if (bad != NULL)
    g_propagate_error (error, g_steal_pointer (&bad));
  return text != NULL || error == NULL || *error == NULL;
}

static void
append_state (Text *self)
{
  g_auto (GStrv) warnings = msp_answer_dup_warnings (self->source);

  for (gsize i = 0; warnings[i] != NULL; i++)
    append_paragraph (self, warnings[i]);
}

static void
append_bands (Text *self, const MspTotals *totals)
{
  append_heading (self, _("Messages and documents by severity"));
  for (int i = MSP_N_SEVERITIES - 1; i >= 0; i--)
    {
      g_string_append (self->out, "  ");
      append_severity (self, msp_severity_get_name ((MspSeverity) i), 24);
      append_number (self, totals->by_severity[i], 12);
      g_string_append_c (self->out, '\n');
    }
}

typedef struct {
  const char *title;
  guint       columns;
} Head;

static void
append_column_heads (Text *self, const char *first, guint columns, const Head *heads, guint n)
{
  g_string_append (self->out, "  ");
  msp_terminal_append_cell (self->out, first, columns, FALSE);
  for (guint i = 0; i < n; i++)
    msp_terminal_append_cell (self->out, _(heads[i].title), heads[i].columns, TRUE);
  g_string_append_c (self->out, '\n');
}

static gboolean
append_categories (Text *self, GError **error)
{
  static const Head heads[] = { { N_("messages"), 10 }, { N_("values"), 10 }, { N_("people, from–to"), PEOPLE } };
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_CATEGORIES, self->filter, error);
  MspSummaryRow row;
  gboolean end = FALSE, any = FALSE;

  while (query != NULL && msp_query_next_summary (query, &row, &end, error) && !end)
    {
      MspCategory category;

      if (!any)
        {
          append_heading (self, _("What was exposed"));
          append_column_heads (self, _("category"), 38, heads, G_N_ELEMENTS (heads));
        }
      any = TRUE;
      g_string_append (self->out, "  ");
      gboolean known = msp_category_from_name (row.category, &category);
      msp_terminal_append_cell (self->out, known ? _(msp_category_get_title (category)) : row.category, 38, FALSE);
      append_number (self, row.messages, 10);
      append_number (self, row.distinct_values, 10);
      const MspHeads people = msp_head_count_get_category (self->heads, row.category, self->filter != NULL ? self->filter->min_severity : 0);
      append_heads (self, &people, PEOPLE);
      g_string_append_c (self->out, '\n');
    }
  if (end && !any)
    append_paragraph (self, _("Nothing sensitive was found in what could be read."));
  return end;
}

static gboolean
append_mailboxes (Text *self, GError **error)
{
  static const Head heads[] = {
    { N_("score"), 7 }, { N_("critical"), 9 }, { N_("high"), 8 }, { N_("messages"), 10 }, { N_("people, from–to"), PEOPLE },
  };
  g_autoptr (GArray) worst = msp_mailboxes_new_worst (self->source, self->heads, WORST, error);

  if (worst == NULL)
    return FALSE;
  if (worst->len > 0)
    {
      append_heading (self, _("Mailboxes by risk"));
      append_column_heads (self, _("mailbox"), 24, heads, G_N_ELEMENTS (heads));
    }
  for (guint i = 0; i < worst->len; i++)
    {
      const MspRatedMailbox *mailbox = &g_array_index (worst, MspRatedMailbox, i);

      g_string_append (self->out, "  ");
      msp_terminal_append_cell (self->out, mailbox->name[0] != '\0' ? mailbox->name : _("(no mailbox)"), 24, FALSE);
      append_number (self, mailbox->score, 7);
      append_number (self, mailbox->row.critical, 9);
      append_number (self, mailbox->row.high, 8);
      append_number (self, mailbox->row.messages, 10);
      append_heads (self, &mailbox->heads, PEOPLE);
      g_string_append_c (self->out, '\n');
    }
  return TRUE;
}

static gboolean
append_losses (Text *self, GError **error)
{
  static const Head heads[] = { { N_("items"), 10 }, { N_("bytes"), 10 } };
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_LOSSES, NULL, error);
  MspLossRow row;
  gboolean end = FALSE, any = FALSE;

  while (query != NULL && msp_query_next_loss (query, &row, &end, error) && !end)
    {
      g_autofree char *why = msp_words_dup_loss (&row), *size = msp_words_dup_size (row.bytes);

      if (!any)
        {
          append_heading (self, _("What was not read, and why"));
          append_column_heads (self, "", 56, heads, G_N_ELEMENTS (heads));
        }
      any = TRUE;
      g_string_append (self->out, "  ");
      msp_terminal_append_cell (self->out, why, 56, FALSE);
      append_number (self, row.items, 10);
      msp_terminal_append_cell (self->out, size, 10, TRUE);
      g_string_append_c (self->out, '\n');
    }
  return end;
}

/* Two lines at most. What went wrong stands at the end, behind the name of what it went wrong with: so the middle is left out. */
static char *
dup_reason (const char *detail)
{
  const glong head = COLUMNS, tail = COLUMNS / 2, len = g_utf8_strlen (detail, -1);

  if (len <= head + tail)
    return g_strdup (detail);
  g_autofree char *first = g_utf8_substring (detail, 0, head), *last = g_utf8_substring (detail, len - tail, len);
  return g_strconcat (first, "…", last, NULL);
}

static void
append_failure (Text *self, const MspProblemRow *row)
{
  g_autofree char *fate = msp_words_dup_fate_names (row->fate, row->reason), *reason = dup_reason (row->detail);
  g_autofree char *both = row->detail[0] != '\0' ? g_strdup_printf (_("%s: %s"), fate, reason) : g_strdup (fate);
  g_autoptr (GString) why = g_string_new ("         ");

  g_string_append (self->out, "  ");
  msp_terminal_append (self->out, row->locator, 0);   /* whole: it is there to be copied */
  msp_terminal_append (why, both, 0);
  g_string_append_c (self->out, '\n');
  msp_terminal_append_paragraph (self->out, why->str, COLUMNS, 9);
}

/* A scan that ends with 3 owes the names of what failed. */
static gboolean
append_failures (Text *self, guint64 failed, GError **error)
{
  const MspFilter first = { .limit = FAILURES };
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_FAILURES, &first, error);
  MspProblemRow row;
  gboolean end = FALSE;
  guint64 n = 0;

  while (query != NULL && msp_query_next_problem (query, &row, &end, error) && !end)
    {
      if (n++ == 0)
        append_heading (self, _("What failed"));
      append_failure (self, &row);
    }
  if (end && failed > n)
    {
      g_autofree char *more = msp_words_dup_number (failed - n);

      g_string_append_c (self->out, ' ');
      g_string_append_printf (self->out, _(" … and %s more: the CSV and JSON reports name all."), more);
      g_string_append_c (self->out, '\n');
    }
  return end;
}

static void
append_worst_message (Text *self, guint position, const MspMessageRow *row)
{
  char date[24] = "";

  g_string_append_printf (self->out, "%3u. %3u ", position, row->score);
  append_severity (self, row->severity, 9);
  g_string_append_c (self->out, ' ');
  msp_terminal_append (self->out, row->locator, 0);   /* whole: it is there to be copied */
  g_string_append (self->out, "\n         ");
  if (msp_table_format_date (row->date, date))
    g_string_append_printf (self->out, "%.10s  ", date);
  if (row->from[0] != '\0')
    {
      msp_terminal_append (self->out, row->from, 24);
      g_string_append (self->out, "  ");
    }
  msp_terminal_append (self->out, row->subject, 32);
  g_string_append (self->out, "\n         ");
  msp_terminal_append (self->out, row->score_reasons, COLUMNS - 9);
  g_string_append_c (self->out, '\n');
}

static gboolean
append_worst (Text *self, GError **error)
{
  MspFilter filter = { .limit = WORST };

  if (self->filter != NULL)
    {
      filter.categories = self->filter->categories;
      filter.min_severity = self->filter->min_severity;
    }
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_MESSAGES, &filter, error);
  MspMessageRow row;
  gboolean end = FALSE;
  guint n = 0;

  while (query != NULL && msp_query_next_message (query, &row, &end, error) && !end)
    {
      if (row.score == 0)
        continue;
      if (n == 0)
        append_heading (self, _("The worst messages"));
      append_worst_message (self, ++n, &row);
    }
  return end;
}

char *
msp_text_report_dup (MspCase *source, const MspFilter *filter, gboolean colour, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (MspHeadCount) heads = { NULL };
  Text self = { out, source, filter, colour, &heads };
  MspTotals totals;

  if (!msp_query_totals (source, &totals, error) || !msp_head_count_init (&heads, source, error))
    return NULL;
  append_state (&self);
  if (!msp_text_estimate_append (out, source, colour, error))
    return NULL;
  append_answer (&self, &totals, msp_roster_get_totals (heads.roster));
  append_coverage (&self, &totals);
  if (!append_exports (&self, error))
    return NULL;
  append_bands (&self, &totals);
  if (!append_categories (&self, error) || !append_mailboxes (&self, error) || !append_losses (&self, error)
      || !append_failures (&self, totals.failed, error) || !append_worst (&self, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
