/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/tables.h"

#include "score/score.h"

static const MspColumn summary_columns[] = {
  { "category", MSP_FIELD_TEXT, FALSE }, { "severity", MSP_FIELD_TEXT, FALSE }, { "messages", MSP_FIELD_NUMBER, FALSE },
  { "occurrences", MSP_FIELD_NUMBER, FALSE }, { "distinct_values", MSP_FIELD_NUMBER, FALSE },
  { "people", MSP_FIELD_NUMBER, FALSE }, { "bytes", MSP_FIELD_NUMBER, FALSE }, { NULL },
};

static const MspColumn categories_columns[] = {
  { "category", MSP_FIELD_TEXT, FALSE }, { "messages", MSP_FIELD_NUMBER, FALSE }, { "occurrences", MSP_FIELD_NUMBER, FALSE },
  { "distinct_values", MSP_FIELD_NUMBER, FALSE }, { "people", MSP_FIELD_NUMBER, FALSE }, { "bytes", MSP_FIELD_NUMBER, FALSE }, { NULL },
};

static const MspColumn messages_columns[] = {
  { "message", MSP_FIELD_TEXT, FALSE }, { "locator", MSP_FIELD_TEXT, FALSE }, { "mailbox", MSP_FIELD_TEXT, FALSE },
  { "folder", MSP_FIELD_TEXT, FALSE }, { "date", MSP_FIELD_DATE, FALSE }, { "from", MSP_FIELD_TEXT, FALSE },
  { "recipients", MSP_FIELD_TEXT, FALSE }, { "subject", MSP_FIELD_TEXT, FALSE }, { "size", MSP_FIELD_NUMBER, FALSE },
  { "attachments", MSP_FIELD_NUMBER, FALSE }, { "score", MSP_FIELD_NUMBER, FALSE }, { "severity", MSP_FIELD_TEXT, FALSE },
  { "categories", MSP_FIELD_LIST, FALSE }, { "occurrences", MSP_FIELD_NUMBER, FALSE },
  { "distinct_values", MSP_FIELD_NUMBER, FALSE }, { "people", MSP_FIELD_NUMBER, FALSE },
  { "opaque_parts", MSP_FIELD_NUMBER, FALSE }, { "problems", MSP_FIELD_LIST, FALSE }, { "kind", MSP_FIELD_TEXT, TRUE },
  { "score_max", MSP_FIELD_NUMBER, TRUE }, { "score_reasons", MSP_FIELD_LIST, TRUE }, { NULL },
};

static const MspColumn findings_columns[] = {
  { "message", MSP_FIELD_TEXT, FALSE }, { "locator", MSP_FIELD_TEXT, FALSE }, { "detector", MSP_FIELD_TEXT, FALSE },
  { "category", MSP_FIELD_TEXT, FALSE }, { "confidence", MSP_FIELD_NUMBER, FALSE }, { "band", MSP_FIELD_TEXT, FALSE },
  { "masked", MSP_FIELD_TEXT, FALSE }, { "value_key", MSP_FIELD_TEXT, FALSE }, { "label", MSP_FIELD_TEXT, FALSE },
  { "quoted", MSP_FIELD_BOOLEAN, FALSE }, { "test_value", MSP_FIELD_BOOLEAN, FALSE }, { "reasons", MSP_FIELD_LIST, FALSE }, { NULL },
};

static const MspColumn mailboxes_columns[] = {
  { "mailbox", MSP_FIELD_TEXT, FALSE }, { "messages", MSP_FIELD_NUMBER, FALSE }, { "bytes", MSP_FIELD_NUMBER, FALSE },
  { "first_date", MSP_FIELD_DATE, FALSE }, { "last_date", MSP_FIELD_DATE, FALSE }, { "critical", MSP_FIELD_NUMBER, FALSE },
  { "high", MSP_FIELD_NUMBER, FALSE }, { "moderate", MSP_FIELD_NUMBER, FALSE }, { "low", MSP_FIELD_NUMBER, FALSE },
  { "score", MSP_FIELD_NUMBER, FALSE }, { "people", MSP_FIELD_NUMBER, FALSE }, { NULL },
};

static const MspColumn ledger_columns[] = {
  { "locator", MSP_FIELD_TEXT, FALSE }, { "kind", MSP_FIELD_TEXT, FALSE }, { "size", MSP_FIELD_NUMBER, FALSE },
  { "sha256", MSP_FIELD_TEXT, FALSE }, { "messages", MSP_FIELD_NUMBER, FALSE }, { "fate", MSP_FIELD_TEXT, FALSE },
  { "reason", MSP_FIELD_TEXT, FALSE }, { "bytes_read", MSP_FIELD_NUMBER, FALSE }, { "bytes_partial", MSP_FIELD_NUMBER, FALSE },
  { "bytes_opaque", MSP_FIELD_NUMBER, FALSE }, { "bytes_failed", MSP_FIELD_NUMBER, FALSE },
  { "bytes_skipped", MSP_FIELD_NUMBER, FALSE }, { "detail", MSP_FIELD_TEXT, TRUE }, { NULL },
};

static const MspColumn problems_columns[] = {
  { "message", MSP_FIELD_TEXT, FALSE }, { "locator", MSP_FIELD_TEXT, FALSE }, { "fate", MSP_FIELD_TEXT, FALSE },
  { "reason", MSP_FIELD_TEXT, FALSE }, { "detail", MSP_FIELD_TEXT, FALSE }, { NULL },
};

static const MspColumn losses_columns[] = {
  { "item", MSP_FIELD_TEXT, FALSE }, { "fate", MSP_FIELD_TEXT, FALSE }, { "reason", MSP_FIELD_TEXT, FALSE },
  { "items", MSP_FIELD_NUMBER, FALSE }, { "bytes", MSP_FIELD_NUMBER, FALSE }, { NULL },
};

static MspField
number (guint64 value)
{
  return (MspField) { .number = (gint64) MIN (value, (guint64) G_MAXINT64) };
}

static MspField
date (gint64 value)
{
  return (MspField) { .number = value };
}

static MspField
text (const char *value)
{
  return (MspField) { .text = value };
}

/* 5.4 of the specification: never an average. */
static MspField
rollup (const MspMailboxRow *row)
{
  MspRollup input = { row->max_score, row->high + row->critical, row->people };

  return number (msp_score_rollup (&input));
}

static gboolean
next_summary (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspSummaryRow row;

  if (!msp_query_next_summary (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.category);
  *out_fields++ = text (row.severity);
  *out_fields++ = number (row.messages);
  *out_fields++ = number (row.occurrences);
  *out_fields++ = number (row.distinct_values);
  *out_fields++ = number (row.people);
  *out_fields++ = number (row.bytes);
  return TRUE;
}

static gboolean
next_categories (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspSummaryRow row;

  if (!msp_query_next_summary (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.category);
  *out_fields++ = number (row.messages);
  *out_fields++ = number (row.occurrences);
  *out_fields++ = number (row.distinct_values);
  *out_fields++ = number (row.people);
  *out_fields++ = number (row.bytes);
  return TRUE;
}

static gboolean
next_messages (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspMessageRow row;

  if (!msp_query_next_message (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.id);
  *out_fields++ = text (row.locator);
  *out_fields++ = text (row.mailbox);
  *out_fields++ = text (row.folder);
  *out_fields++ = date (row.date);
  *out_fields++ = text (row.from);
  *out_fields++ = text (row.recipients);
  *out_fields++ = text (row.subject);
  *out_fields++ = number (row.size);
  *out_fields++ = number (row.attachments);
  *out_fields++ = number (row.score);
  *out_fields++ = text (row.severity);
  *out_fields++ = text (row.categories);
  *out_fields++ = number (row.occurrences);
  *out_fields++ = number (row.distinct_values);
  *out_fields++ = number (row.people);
  *out_fields++ = number (row.opaque_parts);
  *out_fields++ = text (row.problems);
  *out_fields++ = text (row.kind);
  *out_fields++ = number (row.score_max);
  *out_fields++ = text (row.score_reasons);
  return TRUE;
}

static gboolean
next_findings (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspFindingRow row;

  if (!msp_query_next_finding (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.message);
  *out_fields++ = text (row.locator);
  *out_fields++ = text (row.detector);
  *out_fields++ = text (row.category);
  *out_fields++ = number (row.confidence);
  *out_fields++ = text (row.band);
  *out_fields++ = text (row.masked);
  *out_fields++ = text (row.value_key);
  *out_fields++ = text (row.label);
  *out_fields++ = number ((guint64) row.quoted);
  *out_fields++ = number ((guint64) row.test_value);
  *out_fields++ = text (row.reasons);
  return TRUE;
}

static gboolean
next_mailboxes (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspMailboxRow row;

  if (!msp_query_next_mailbox (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.mailbox);
  *out_fields++ = number (row.messages);
  *out_fields++ = number (row.bytes);
  *out_fields++ = date (row.first_date);
  *out_fields++ = date (row.last_date);
  *out_fields++ = number (row.critical);
  *out_fields++ = number (row.high);
  *out_fields++ = number (row.moderate);
  *out_fields++ = number (row.low);
  *out_fields++ = rollup (&row);
  *out_fields++ = number (row.people);
  return TRUE;
}

static gboolean
next_ledger (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspLedgerRow row;

  if (!msp_query_next_ledger (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.locator);
  *out_fields++ = text (row.kind);
  *out_fields++ = number (row.size);
  *out_fields++ = text (row.sha256);
  *out_fields++ = number (row.messages);
  *out_fields++ = text (row.fate);
  *out_fields++ = text (row.reason);
  *out_fields++ = number (row.bytes[MSP_FATE_READ]);
  *out_fields++ = number (row.bytes[MSP_FATE_PARTIAL]);
  *out_fields++ = number (row.bytes[MSP_FATE_OPAQUE]);
  *out_fields++ = number (row.bytes[MSP_FATE_FAILED]);
  *out_fields++ = number (row.bytes[MSP_FATE_SKIPPED]);
  *out_fields++ = text (row.detail);
  return TRUE;
}

static gboolean
next_problems (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspProblemRow row;

  if (!msp_query_next_problem (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.message);
  *out_fields++ = text (row.locator);
  *out_fields++ = text (row.fate);
  *out_fields++ = text (row.reason);
  *out_fields++ = text (row.detail);
  return TRUE;
}

static gboolean
next_losses (MspQuery *query, MspField *out_fields, gboolean *out_end, GError **error)
{
  MspLossRow row;

  if (!msp_query_next_loss (query, &row, out_end, error))
    return FALSE;
  if (*out_end)
    return TRUE;
  *out_fields++ = text (row.item);
  *out_fields++ = text (row.fate);
  *out_fields++ = text (row.reason);
  *out_fields++ = number (row.items);
  *out_fields++ = number (row.bytes);
  return TRUE;
}

static const MspTable tables[] = {
  { "summary", MSP_VIEW_SUMMARY, FALSE, summary_columns, next_summary },
  { "categories", MSP_VIEW_CATEGORIES, TRUE, categories_columns, next_categories },
  { "messages", MSP_VIEW_MESSAGES, FALSE, messages_columns, next_messages },
  { "findings", MSP_VIEW_FINDINGS, FALSE, findings_columns, next_findings },
  { "mailboxes", MSP_VIEW_MAILBOXES, FALSE, mailboxes_columns, next_mailboxes },
  { "ledger", MSP_VIEW_LEDGER, FALSE, ledger_columns, next_ledger },
  { "problems", MSP_VIEW_PROBLEMS, TRUE, problems_columns, next_problems },
  { "losses", MSP_VIEW_LOSSES, TRUE, losses_columns, next_losses },
  { NULL },
};

const MspTable *
msp_tables_get (void)
{
  return tables;
}

gboolean
msp_table_each (const MspTable *self, MspCase *source, const MspFilter *filter, MspTableFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, self->view, filter, error);
  MspField fields[MSP_TABLE_MAX_COLUMNS];
  gboolean end = FALSE;

  if (query == NULL)
    return FALSE;
  while (self->next (query, fields, &end, error))
    if (end)
      return TRUE;
    else if (!func (self, fields, user_data, error))
      return FALSE;
  return FALSE;
}

gboolean
msp_table_format_date (gint64 value, char buf[24])
{
  g_autoptr (GDateTime) time = value != MSP_DATE_UNKNOWN ? g_date_time_new_from_unix_utc (value) : NULL;

  if (time == NULL)
    return FALSE;
  g_snprintf (buf, 24, "%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year (time), g_date_time_get_month (time),
              g_date_time_get_day_of_month (time), g_date_time_get_hour (time), g_date_time_get_minute (time),
              g_date_time_get_second (time));
  return TRUE;
}
