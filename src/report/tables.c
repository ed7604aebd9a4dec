/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/tables.h"

#include <stddef.h>

#include "score/score.h"

typedef struct {
  MspMailboxRow row;
  guint         score;
  MspHeads      heads;
} MailboxRow;

typedef struct {
  MspSummaryRow row;
  MspHeads      heads;
} SummaryRow;

union _MspRow {
  SummaryRow    summary;
  MspMessageRow message;
  MspFindingRow finding;
  MailboxRow    mailbox;
  MspLedgerRow  ledger;
  MspProblemRow problem;
  MspLossRow    loss;
  MspEstimateRow estimate;
  MspExportRow export;
  MspDiscrepancyRow discrepancy;
};

/* ROW is the type that the columns which follow are of. */
#define STORAGE(member) \
  _Generic (((ROW *) NULL)->member, const char *: MSP_STORED_TEXT, guint64: MSP_STORED_UINT64, gint64: MSP_STORED_INT64, \
            guint: MSP_STORED_UINT, gboolean: MSP_STORED_BOOLEAN)
#define COLUMN(name, type, member) { name, MSP_FIELD_##type, FALSE, STORAGE (member), offsetof (ROW, member) }
#define EXTRA(name, type, member) { name, MSP_FIELD_##type, TRUE, STORAGE (member), offsetof (ROW, member) }

#define ROW SummaryRow
static const MspColumn summary_columns[] = {
  COLUMN ("category", TEXT, row.category),
  COLUMN ("severity", TEXT, row.severity),
  COLUMN ("messages", NUMBER, row.messages),
  COLUMN ("occurrences", NUMBER, row.occurrences),
  COLUMN ("distinct_values", NUMBER, row.distinct_values),
  COLUMN ("people", NUMBER, heads.people),
  COLUMN ("bytes", NUMBER, row.bytes),
  EXTRA ("people_at_least", NUMBER, heads.lower),
  EXTRA ("people_at_most", NUMBER, heads.upper),
  { NULL },
};
#undef ROW

#define ROW SummaryRow
static const MspColumn categories_columns[] = {
  COLUMN ("category", TEXT, row.category),
  COLUMN ("messages", NUMBER, row.messages),
  COLUMN ("occurrences", NUMBER, row.occurrences),
  COLUMN ("distinct_values", NUMBER, row.distinct_values),
  COLUMN ("people", NUMBER, heads.people),
  COLUMN ("bytes", NUMBER, row.bytes),
  EXTRA ("people_at_least", NUMBER, heads.lower),
  EXTRA ("people_at_most", NUMBER, heads.upper),
  { NULL },
};
#undef ROW

#define ROW MspMessageRow
static const MspColumn messages_columns[] = {
  COLUMN ("message", TEXT, id),
  COLUMN ("locator", TEXT, locator),
  COLUMN ("mailbox", TEXT, mailbox),
  COLUMN ("folder", TEXT, folder),
  COLUMN ("date", DATE, date),
  COLUMN ("from", TEXT, from),
  COLUMN ("recipients", TEXT, recipients),
  COLUMN ("subject", TEXT, subject),
  COLUMN ("size", NUMBER, size),
  COLUMN ("attachments", NUMBER, attachments),
  COLUMN ("score", NUMBER, score),
  COLUMN ("severity", TEXT, severity),
  COLUMN ("categories", LIST, categories),
  COLUMN ("occurrences", NUMBER, occurrences),
  COLUMN ("distinct_values", NUMBER, distinct_values),
  COLUMN ("people", NUMBER, people),
  COLUMN ("opaque_parts", NUMBER, opaque_parts),
  COLUMN ("problems", LIST, problems),
  EXTRA ("kind", TEXT, kind),
  EXTRA ("score_max", NUMBER, score_max),
  EXTRA ("score_reasons", LIST, score_reasons),
  { NULL },
};
#undef ROW

#define ROW MspFindingRow
static const MspColumn findings_columns[] = {
  COLUMN ("message", TEXT, message),
  COLUMN ("locator", TEXT, locator),
  COLUMN ("detector", TEXT, detector),
  COLUMN ("category", TEXT, category),
  COLUMN ("confidence", NUMBER, confidence),
  COLUMN ("band", TEXT, band),
  COLUMN ("masked", TEXT, masked),
  COLUMN ("value_key", TEXT, value_key),
  COLUMN ("label", TEXT, label),
  COLUMN ("quoted", BOOLEAN, quoted),
  COLUMN ("test_value", BOOLEAN, test_value),
  COLUMN ("reasons", LIST, reasons),
  { NULL },
};
#undef ROW

#define ROW MailboxRow
static const MspColumn mailboxes_columns[] = {
  COLUMN ("mailbox", TEXT, row.mailbox),
  COLUMN ("messages", NUMBER, row.messages),
  COLUMN ("bytes", NUMBER, row.bytes),
  COLUMN ("first_date", DATE, row.first_date),
  COLUMN ("last_date", DATE, row.last_date),
  COLUMN ("critical", NUMBER, row.critical),
  COLUMN ("high", NUMBER, row.high),
  COLUMN ("moderate", NUMBER, row.moderate),
  COLUMN ("low", NUMBER, row.low),
  COLUMN ("score", NUMBER, score),
  COLUMN ("people", NUMBER, heads.people),
  EXTRA ("people_at_least", NUMBER, heads.lower),
  EXTRA ("people_at_most", NUMBER, heads.upper),
  { NULL },
};
#undef ROW

#define ROW MspLedgerRow
static const MspColumn ledger_columns[] = {
  COLUMN ("locator", TEXT, locator),
  COLUMN ("kind", TEXT, kind),
  COLUMN ("size", NUMBER, size),
  COLUMN ("sha256", TEXT, sha256),
  COLUMN ("messages", NUMBER, messages),
  COLUMN ("fate", TEXT, fate),
  COLUMN ("reason", TEXT, reason),
  COLUMN ("bytes_read", NUMBER, bytes[MSP_FATE_READ]),
  COLUMN ("bytes_partial", NUMBER, bytes[MSP_FATE_PARTIAL]),
  COLUMN ("bytes_opaque", NUMBER, bytes[MSP_FATE_OPAQUE]),
  COLUMN ("bytes_failed", NUMBER, bytes[MSP_FATE_FAILED]),
  COLUMN ("bytes_skipped", NUMBER, bytes[MSP_FATE_SKIPPED]),
  EXTRA ("detail", TEXT, detail),
  { NULL },
};
#undef ROW

#define ROW MspProblemRow
static const MspColumn problems_columns[] = {
  COLUMN ("message", TEXT, message),
  COLUMN ("locator", TEXT, locator),
  COLUMN ("fate", TEXT, fate),
  COLUMN ("reason", TEXT, reason),
  COLUMN ("detail", TEXT, detail),
  { NULL },
};
#undef ROW

#define ROW MspLossRow
static const MspColumn losses_columns[] = {
  COLUMN ("item", TEXT, item),
  COLUMN ("fate", TEXT, fate),
  COLUMN ("reason", TEXT, reason),
  COLUMN ("items", NUMBER, items),
  COLUMN ("bytes", NUMBER, bytes),
  { NULL },
};
#undef ROW

#define ROW MspEstimateRow
static const MspColumn estimate_columns[] = {
  COLUMN ("quantity", TEXT, quantity),
  COLUMN ("category", TEXT, category),
  COLUMN ("met", NUMBER, met),
  COLUMN ("low", NUMBER, low),
  COLUMN ("estimate", NUMBER, estimate),
  COLUMN ("high", NUMBER, high),
  { NULL },
};
#undef ROW

#define ROW MspExportRow
static const MspColumn exports_columns[] = {
  COLUMN ("locator", TEXT, locator),
  COLUMN ("product", TEXT, product),
  COLUMN ("promised", NUMBER, promised),
  COLUMN ("found", NUMBER, found),
  COLUMN ("missing", NUMBER, missing),
  COLUMN ("differing", NUMBER, differing),
  COLUMN ("verified", NUMBER, verified),
  COLUMN ("not_compared", NUMBER, not_compared),
  COLUMN ("gaps", NUMBER, gaps),
  COLUMN ("further", NUMBER, further),
  { NULL },
};
#undef ROW

#define ROW MspDiscrepancyRow
static const MspColumn discrepancies_columns[] = {
  COLUMN ("locator", TEXT, locator),
  COLUMN ("row", NUMBER, row),
  COLUMN ("product", TEXT, product),
  COLUMN ("kind", TEXT, kind),
  COLUMN ("path", TEXT, path),
  COLUMN ("message_id", TEXT, message_id),
  COLUMN ("mailbox", TEXT, mailbox),
  COLUMN ("folder", TEXT, folder),
  COLUMN ("promised", NUMBER, promised),
  COLUMN ("found", NUMBER, found),
  COLUMN ("verdict", TEXT, verdict),
  COLUMN ("detail", TEXT, detail),
  { NULL },
};
#undef ROW

/* What a mailbox is worth as a whole: its worst message and more for many, never an average. */
static guint
get_rollup (const MspMailboxRow *row, guint64 people)
{
  MspRollup input = { row->max_score, row->high + row->critical, people };

  return msp_score_rollup (&input);
}

static gboolean
next_summary (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_summary (query, &out_row->summary.row, out_end, error);
}

static gboolean
next_message (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_message (query, &out_row->message, out_end, error);
}

static gboolean
next_finding (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_finding (query, &out_row->finding, out_end, error);
}

static gboolean
next_mailbox (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_mailbox (query, &out_row->mailbox.row, out_end, error);
}

static gboolean
next_ledger (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_ledger (query, &out_row->ledger, out_end, error);
}

static gboolean
next_problem (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_problem (query, &out_row->problem, out_end, error);
}

static gboolean
next_loss (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_loss (query, &out_row->loss, out_end, error);
}

static gboolean
next_estimate (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_estimate (query, &out_row->estimate, out_end, error);
}

static gboolean
next_export (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_export (query, &out_row->export, out_end, error);
}

static gboolean
next_discrepancy (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error)
{
  return msp_query_next_discrepancy (query, &out_row->discrepancy, out_end, error);
}

/* The case has no persons: they are made of its findings. */
static void
count_summary (const MspHeadCount *heads, const MspFilter *filter, MspRow *row)
{
  MspCategory category;
  MspSeverity severity;

  row->summary.heads = (MspHeads) { 0 };
  if (msp_category_from_name (row->summary.row.category, &category) && msp_severity_from_name (row->summary.row.severity, &severity))
    row->summary.heads = msp_people_counts_get_at (heads->counts, category, severity);
}

static void
count_category (const MspHeadCount *heads, const MspFilter *filter, MspRow *row)
{
  MspSeverity least = filter != NULL ? filter->min_severity : MSP_SEVERITY_NONE;

  row->summary.heads = msp_head_count_get_category (heads, row->summary.row.category, least);
}

static void
count_mailbox (const MspHeadCount *heads, const MspFilter *filter, MspRow *row)
{
  row->mailbox.heads = msp_people_counts_get_mailbox (heads->counts, row->mailbox.row.mailbox);
  row->mailbox.score = get_rollup (&row->mailbox.row, row->mailbox.heads.people);
}

static const MspTable tables[] = {
  { "estimate", MSP_VIEW_ESTIMATE, FALSE, estimate_columns, next_estimate, TRUE },
  { "summary", MSP_VIEW_SUMMARY, FALSE, summary_columns, next_summary, .count = count_summary },
  { "categories", MSP_VIEW_CATEGORIES, TRUE, categories_columns, next_summary, .count = count_category },
  { "messages", MSP_VIEW_MESSAGES, FALSE, messages_columns, next_message },
  { "findings", MSP_VIEW_FINDINGS, FALSE, findings_columns, next_finding },
  { "mailboxes", MSP_VIEW_MAILBOXES, FALSE, mailboxes_columns, next_mailbox, .count = count_mailbox },
  { "ledger", MSP_VIEW_LEDGER, FALSE, ledger_columns, next_ledger },
  { "exports", MSP_VIEW_EXPORTS, FALSE, exports_columns, next_export, FALSE, TRUE },
  { "discrepancies", MSP_VIEW_DISCREPANCIES, FALSE, discrepancies_columns, next_discrepancy, FALSE, TRUE },
  { "problems", MSP_VIEW_PROBLEMS, TRUE, problems_columns, next_problem },
  { "losses", MSP_VIEW_LOSSES, TRUE, losses_columns, next_loss },
  { NULL },
};

const MspTable *
msp_tables_get (void)
{
  return tables;
}

gboolean
msp_table_is_of (const MspTable *self, MspCase *source)
{
  g_autofree char *state = self->sample ? msp_case_dup_run (source, "state") : NULL;

  return (!self->sample || g_strcmp0 (state, "sample") == 0) && (!self->exports || msp_query_has_exports (source));
}

MspField
msp_column_get_field (const MspColumn *column, const void *row)
{
  const void *at = (const char *) row + column->offset;

  if (column->word != NULL)
    return (MspField) { .text = column->word (*(const guint64 *) at) };
  switch (column->storage)
    {
    case MSP_STORED_TEXT:    return (MspField) { .text = *(const char *const *) at };
    case MSP_STORED_UINT64:  return (MspField) { .number = (gint64) MIN (*(const guint64 *) at, (guint64) G_MAXINT64) };
    case MSP_STORED_INT64:   return (MspField) { .number = *(const gint64 *) at };
    case MSP_STORED_UINT:    return (MspField) { .number = *(const guint *) at };
    case MSP_STORED_BOOLEAN: return (MspField) { .number = *(const gboolean *) at };
    default: g_assert_not_reached ();
    }
}

gboolean
msp_table_each (const MspTable *self, MspCase *source, const MspFilter *filter, const MspHeadCount *heads, MspTableFunc func,
                gpointer user_data, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, self->view, filter, error);
  MspField fields[MSP_TABLE_MAX_COLUMNS];
  gboolean end = FALSE;
  MspRow row;

  while (query != NULL && self->next (query, &row, &end, error))
    {
      if (end)
        return TRUE;
      if (self->count != NULL)
        self->count (heads, filter, &row);
      for (guint i = 0; self->columns[i].name != NULL; i++)
        fields[i] = msp_column_get_field (&self->columns[i], &row);
      if (!func (self, fields, user_data, error))
        return FALSE;
    }
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
