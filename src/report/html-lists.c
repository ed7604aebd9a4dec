/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/html-out.h"
#include "report/tables.h"
#include "report/words.h"

/* What keeps the page below a few megabytes, however large the case is; the rest is in the CSV report. */
#define MAX_MESSAGES 200
#define MAX_FINDINGS 12
#define MAX_FAILURES 200
#define MAX_INPUTS 500
/* Characters of what comes from mail. */
#define MAX_TEXT 160

static void
append_finding (MspHtml *self, const MspFindingRow *row)
{
  g_string_append (self->out, "<li><b>");
  msp_html_text (self->out, msp_html_get_detector_title (self, row->detector), 0);
  g_string_append (self->out, "</b> <code>");
  msp_html_text (self->out, row->masked, MAX_TEXT);
  g_string_append_printf (self->out, "</code> <span class=\"tag\">%s %u</span>", row->band, row->confidence);
  if (row->test_value)
    msp_html_element (self->out, "span", "tag", _("test value"));
  if (row->quoted)
    msp_html_element (self->out, "span", "tag", _("quoted"));
  g_string_append (self->out, "<br><span class=\"why\">");
  msp_html_text (self->out, row->reasons, 400);
  g_string_append (self->out, "</span></li>\n");
}

/* The findings of one message, behind a summary. */
static gboolean
append_findings (MspHtml *self, const MspMessageRow *message, GError **error)
{
  const MspFilter filter = { .message = message->id, .limit = MAX_FINDINGS };
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_MESSAGE_FINDINGS, &filter, error);
  gboolean end = FALSE;
  guint64 n = 0;
  MspFindingRow row;

  if (query == NULL)
    return FALSE;
  g_string_append (self->out, "<details><summary>");
  msp_html_text (self->out, message->score_reasons, 0);
  g_string_append (self->out, "</summary>\n<p><code>");
  msp_html_text (self->out, message->locator, 0);
  g_string_append (self->out, "</code></p>\n<ul>\n");
  for (; msp_query_next_finding (query, &row, &end, error) && !end; n++)
    append_finding (self, &row);
  g_string_append (self->out, "</ul>");
  if (n < message->occurrences)
    msp_html_note_of_more (self, n);
  g_string_append (self->out, "</details>");
  return end;
}

static void
append_sender (MspHtml *self, const MspMessageRow *row)
{
  char date[24] = "";

  (void) msp_table_format_date (row->date, date);
  date[10] = '\0';
  g_string_append_printf (self->out, "<td class=\"date\">%s</td>", date);
  msp_html_cell (self->out, row->from, 60);
  msp_html_cell (self->out, row->subject, MAX_TEXT);
}

static gboolean
append_message (MspHtml *self, const MspMessageRow *row, GError **error)
{
  gboolean good;

  msp_html_row_begin (self->out);
  msp_html_cell_number (self->out, row->score);
  msp_html_cell_severity (self->out, row->severity);
  append_sender (self, row);
  msp_html_cell_number (self->out, row->people);
  g_string_append (self->out, "<td class=\"wide\">");
  good = append_findings (self, row, error);
  g_string_append (self->out, "</td>");
  msp_html_row_end (self->out);
  return good;
}

gboolean
msp_html_worst (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Score"), TRUE }, { _("Severity"), FALSE }, { _("Date"), FALSE }, { _("From"), FALSE }, { _("Subject"), FALSE },
    { _("People in it"), TRUE }, { _("Why, and where"), FALSE }, { NULL, FALSE },
  };
  MspFilter filter = { .limit = MAX_MESSAGES };
  gboolean end = FALSE;
  MspMessageRow row;

  if (self->filter != NULL)
    filter = (MspFilter) { self->filter->categories, self->filter->min_severity, MAX_MESSAGES, NULL };
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_MESSAGES, &filter, error);
  if (query == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "worst", _("The worst messages"),
                          _("Values are masked. What is shown of subjects and addresses is masked where it holds a finding."));
  guint n = 0;
  msp_html_table_begin (self->out, _("The worst messages"), columns, TRUE);
  while (msp_query_next_message (query, &row, &end, error) && !end)
    if (row.score > 0 && (n++, !append_message (self, &row, error)))
      return FALSE;
  msp_html_table_end (self->out);
  if (n == MAX_MESSAGES)
    msp_html_note_of_more (self, n);
  msp_html_section_end (self->out);
  return end;
}

gboolean
msp_html_failures (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = { { _("What failed"), FALSE }, { _("How"), FALSE }, { _("Because"), FALSE }, { NULL, FALSE } };
  const MspFilter first = { .limit = MAX_FAILURES };
  gboolean end = FALSE;
  MspProblemRow row;

  if (self->totals.failed == 0)
    return TRUE;
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_FAILURES, &first, error);
  if (query == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "failures", _("What failed"), _("These should have been readable. What they hold is not known."));
  msp_html_table_begin (self->out, _("What failed"), columns, TRUE);
  while (msp_query_next_problem (query, &row, &end, error) && !end)
    {
      g_autofree char *fate = msp_words_dup_fate_names (row.fate, row.reason);

      msp_html_row_begin (self->out);
      msp_html_cell (self->out, row.locator, 0);
      msp_html_cell (self->out, fate, 0);
      msp_html_cell (self->out, row.detail, MAX_TEXT);
      msp_html_row_end (self->out);
    }
  msp_html_table_end (self->out);
  if (self->totals.failed > MAX_FAILURES)
    msp_html_note_of_more (self, MAX_FAILURES);
  msp_html_section_end (self->out);
  return end;
}

static void
append_input (MspHtml *self, const MspLedgerRow *row)
{
  g_autofree char *fate = strcmp (row->fate, "read") == 0 ? g_strdup (_("read")) : msp_words_dup_fate_names (row->fate, row->reason);

  msp_html_row_begin (self->out);
  msp_html_cell (self->out, row->locator, 0);
  msp_html_cell (self->out, row->kind, 0);
  msp_html_cell_size (self->out, row->size);
  msp_html_cell_number (self->out, row->messages);
  msp_html_cell (self->out, fate, 0);
  g_string_append (self->out, "<td><code>");
  msp_html_text (self->out, row->sha256 != NULL ? row->sha256 : "", 0);
  g_string_append (self->out, "</code></td>");
  msp_html_row_end (self->out);
}

gboolean
msp_html_inputs (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("File"), FALSE }, { _("Kind"), FALSE }, { _("Size"), TRUE }, { _("Messages"), TRUE }, { _("Fate"), FALSE }, { "SHA-256", FALSE },
    { NULL, FALSE },
  };
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_LEDGER, NULL, error);
  gboolean end = FALSE;
  MspLedgerRow row;
  guint64 n = 0;

  if (query == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "inputs", _("The files, as they were read"), NULL);
  g_string_append (self->out, "<details><summary>");
  msp_html_text (self->out, _("Files with their hashes"), 0);
  g_string_append (self->out, "</summary>\n");
  msp_html_table_begin (self->out, _("Files"), columns, TRUE);
  while (n < MAX_INPUTS && msp_query_next_ledger (query, &row, &end, error) && !end)
    if (row.is_input)
      {
        append_input (self, &row);
        n++;
      }
  msp_html_table_end (self->out);
  if (n == MAX_INPUTS)
    msp_html_note_of_more (self, n);
  g_string_append (self->out, "</details>\n");
  msp_html_section_end (self->out);
  return end || n == MAX_INPUTS;
}

/* Facts about the scan, as the case has them. */
gboolean
msp_html_about (MspHtml *self, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (self->source, MSP_VIEW_RUN, NULL, error);
  gboolean end = FALSE;
  MspPairRow row;

  if (query == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "about", _("About this report"),
                          _("Every number is counted from the case file that the scan wrote. A finding's place leads back to the bytes: "
                            "'mailspill show CASE PLACE'."));
  g_string_append (self->out, "<details><summary>");
  msp_html_text (self->out, _("The scan, its options and limits"), 0);
  g_string_append (self->out, "</summary>\n<dl class=\"facts\">\n");
  while (msp_query_next_pair (query, &row, &end, error) && !end)
    {
      msp_html_element (self->out, "dt", NULL, row.key);
      msp_html_element (self->out, "dd", NULL, row.value);
    }
  g_string_append (self->out, "</dl></details>\n");
  msp_html_section_end (self->out);
  return end;
}
