/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/query.h"

#include <sqlite3.h>
#include <string.h>

#include "model/locator.h"
#include "store/query-private.h"

static const MspStatement statements[MSP_N_VIEWS] = {
  [MSP_VIEW_BANDS] = MSP_STATEMENT_BANDS,
  [MSP_VIEW_SUMMARY] = MSP_STATEMENT_SUMMARY,     [MSP_VIEW_CATEGORIES] = MSP_STATEMENT_CATEGORIES,
  [MSP_VIEW_LINKS] = MSP_STATEMENT_LINKS,         [MSP_VIEW_CHANGED] = MSP_STATEMENT_CHANGED,
  [MSP_VIEW_ELEMENTS] = MSP_STATEMENT_ELEMENTS,   [MSP_VIEW_DAYS] = MSP_STATEMENT_DAYS,
  [MSP_VIEW_MESSAGES] = MSP_STATEMENT_MESSAGES,   [MSP_VIEW_FINDINGS] = MSP_STATEMENT_FINDINGS,
  [MSP_VIEW_MAILBOXES] = MSP_STATEMENT_MAILBOXES, [MSP_VIEW_LEDGER] = MSP_STATEMENT_LEDGER,
  [MSP_VIEW_MESSAGE_FINDINGS] = MSP_STATEMENT_MESSAGE_FINDINGS,
  [MSP_VIEW_NEW_FINDINGS] = MSP_STATEMENT_FINDINGS,
  [MSP_VIEW_PROBLEMS] = MSP_STATEMENT_PROBLEMS,   [MSP_VIEW_LOSSES] = MSP_STATEMENT_LOSSES,
  [MSP_VIEW_FAILURES] = MSP_STATEMENT_FAILURES,   [MSP_VIEW_LACKS] = MSP_STATEMENT_LACKS,
  [MSP_VIEW_BROKEN_PROMISES] = MSP_STATEMENT_BROKEN_PROMISES,
  [MSP_VIEW_ESTIMATE] = MSP_STATEMENT_ESTIMATES,
  [MSP_VIEW_EXPORTS] = MSP_STATEMENT_EXPORTS,     [MSP_VIEW_DISCREPANCIES] = MSP_STATEMENT_DISCREPANCIES,
  [MSP_VIEW_ROOTS] = MSP_STATEMENT_ROOTS,         [MSP_VIEW_RUN] = MSP_STATEMENT_RUN,
};

static gboolean
has_all_categories (const MspFilter *filter)
{
  return filter == NULL || filter->categories == NULL || filter->categories[0] == NULL;
}

/* ",govid,fin,"; "" is everything. */
static char *
dup_category_list (const MspFilter *filter)
{
  if (has_all_categories (filter))
    return g_strdup ("");
  g_autofree char *joined = g_strjoinv (",", (char **) filter->categories);
  return g_strconcat (",", joined, ",", NULL);
}

static char *
dup_severity_list (const MspFilter *filter)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (filter == NULL || filter->min_severity == MSP_SEVERITY_NONE)
    return g_strdup ("");
  for (int i = (int) filter->min_severity; i < MSP_N_SEVERITIES; i++)
    g_string_append_printf (list, ",%s", msp_severity_get_name ((MspSeverity) i));
  g_string_append_c (list, ',');
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
bind_by_name (MspQuery *self, const char *name, const char *text)
{
  int index = sqlite3_bind_parameter_index (self->statement, name);

  if (index > 0)
    sqlite3_bind_text (self->statement, index, text, -1, SQLITE_STATIC);
}

static void
bind_copy (MspQuery *self, const char *name, const char *text)
{
  int index = sqlite3_bind_parameter_index (self->statement, name);

  if (index > 0)
    sqlite3_bind_text (self->statement, index, text, -1, SQLITE_TRANSIENT);
}

static MspStatement
get_statement (const MspCase *self, MspView view, const MspFilter *filter)
{
  if (view == MSP_VIEW_CATEGORIES && has_all_categories (filter) && (filter == NULL || filter->min_severity == MSP_SEVERITY_NONE))
    return MSP_STATEMENT_ALL_CATEGORIES;
  if (view == MSP_VIEW_NEW_FINDINGS && self->has_baseline)
    return self->shares_key ? MSP_STATEMENT_FINDINGS_OF_NEW_VALUES : MSP_STATEMENT_FINDINGS_AT_NEW_PLACES;
  return statements[view];
}

MspQuery *
msp_query_new (MspCase *self, MspView view, const MspFilter *filter, GError **error)
{
  g_autoptr (MspQuery) query = g_new0 (MspQuery, 1);
  const char *sql = msp_statement_get_sql (get_statement (self, view, filter));

  query->database = &self->database;
  if (sqlite3_prepare_v2 (self->database.handle, sql, -1, &query->statement, NULL) != SQLITE_OK)
    {
      msp_database_fail (&self->database, error);
      return NULL;
    }
  query->strings = g_string_chunk_new (256);
  query->locator = g_string_new (NULL);
  query->categories = dup_category_list (filter);
  query->severities = dup_severity_list (filter);
  bind_by_name (query, ":categories", query->categories);
  bind_by_name (query, ":severities", query->severities);
  if (filter != NULL && filter->message != NULL)
    bind_copy (query, ":message", filter->message);
  int limit = sqlite3_bind_parameter_index (query->statement, ":limit");
  if (limit > 0)
    sqlite3_bind_int64 (query->statement, limit, filter != NULL && filter->limit > 0 ? filter->limit : -1);
  return g_steal_pointer (&query);
}

static guint
take_score (MspQuery *self)
{
  guint64 number = take_number (self);

  return (guint) MIN (number, 100);
}

static gint64
take_date (MspQuery *self)
{
  gboolean unknown = sqlite3_column_type (self->statement, self->column) == SQLITE_NULL;
  gint64 date = sqlite3_column_int64 (self->statement, self->column++);

  return unknown ? MSP_DATE_UNKNOWN : date;
}

static const char *
take_key (MspQuery *self)
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *key = sqlite3_column_blob (self->statement, self->column);
  int len = sqlite3_column_bytes (self->statement, self->column++);
  char hex[2 * MSP_VALUE_KEY_LEN + 1];

  len = key != NULL ? MIN (len, MSP_VALUE_KEY_LEN) : 0;
  for (int i = 0; i < len; i++)
    {
      hex[2 * i] = digits[key[i] >> 4];
      hex[2 * i + 1] = digits[key[i] & 15];
    }
  return g_string_chunk_insert_len (self->strings, hex, 2 * len);
}

gboolean
msp_query_next_summary (MspQuery *self, MspSummaryRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->category = take_text (self);
  out_row->severity = take_text (self);
  out_row->messages = take_number (self);
  out_row->occurrences = take_number (self);
  out_row->distinct_values = take_number (self);
  out_row->bytes = take_number (self);
  return TRUE;
}

static void
take_raw_key (MspQuery *self, guint8 out_key[MSP_VALUE_KEY_LEN])
{
  const void *key = sqlite3_column_blob (self->statement, self->column);
  int len = sqlite3_column_bytes (self->statement, self->column++);

  memset (out_key, 0, MSP_VALUE_KEY_LEN);
  if (key != NULL && len == MSP_VALUE_KEY_LEN)
    memcpy (out_key, key, MSP_VALUE_KEY_LEN);
}

gboolean
msp_query_next_link (MspQuery *self, MspLinkRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->message = take_text (self);
  out_row->locator = take_text (self);
  out_row->mailbox = take_text (self);
  out_row->date = take_date (self);
  out_row->score = take_score (self);
  out_row->is_mail = strcmp (take_text (self), "mail") == 0;
  out_row->section = take_text (self);
  out_row->start = take_number (self);
  out_row->detector = take_text (self);
  if (!msp_category_from_name (take_text (self), &out_row->category))
    out_row->category = MSP_CATEGORY_CONTACT;
  out_row->confidence = take_score (self);
  out_row->flags = (guint32) take_number (self);
  out_row->masked = take_text (self);
  take_raw_key (self, out_row->value_key);
  const char *link = take_text (self);
  out_row->link = strcmp (link, "person") == 0 ? MSP_LINK_PERSON : strcmp (link, "account") == 0 ? MSP_LINK_ACCOUNT : MSP_LINK_NONE;
  out_row->person = take_text_or_null (self);
  take_raw_key (self, out_row->name_key);
  out_row->link_confidence = take_score (self);
  out_row->is_attached = take_number (self) != 0;
  return TRUE;
}

gboolean
msp_query_next_changed (MspQuery *self, MspChangedRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->locator = take_text (self);
  out_row->was = take_score (self);
  out_row->is = take_score (self);
  out_row->was_severity = take_text (self);
  out_row->is_severity = take_text (self);
  return TRUE;
}

gboolean
msp_query_next_element (MspQuery *self, MspElementRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->detector = take_text (self);
  out_row->category = take_text (self);
  out_row->messages = take_number (self);
  out_row->occurrences = take_number (self);
  out_row->distinct_values = take_number (self);
  return TRUE;
}

gboolean
msp_query_next_day (MspQuery *self, MspDayRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->day = sqlite3_column_int64 (self->statement, self->column++);
  out_row->messages = take_number (self);
  out_row->moderate = take_number (self);
  out_row->high = take_number (self);
  return TRUE;
}

gboolean
msp_query_next_message (MspQuery *self, MspMessageRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->id = take_text (self);
  out_row->locator = take_text (self);
  out_row->kind = take_text (self);
  out_row->mailbox = take_text (self);
  out_row->folder = take_text (self);
  out_row->date = take_date (self);
  out_row->from = take_text (self);
  out_row->recipients = take_text (self);
  out_row->subject = take_text (self);
  out_row->size = take_number (self);
  out_row->attachments = take_number (self);
  out_row->score = take_score (self);
  out_row->score_max = take_score (self);
  out_row->severity = take_text (self);
  out_row->score_reasons = take_text (self);
  out_row->categories = take_text (self);
  out_row->occurrences = take_number (self);
  out_row->distinct_values = take_number (self);
  out_row->people = take_number (self);
  out_row->opaque_parts = take_number (self);
  out_row->problems = take_text (self);
  return TRUE;
}

/* The message's locator, then "#section+start" in it. */
static const char *
take_place (MspQuery *self, const char *locator)
{
  const char *section = take_text (self);
  guint64 start = take_number (self);

  g_string_assign (self->locator, locator);
  if (section[0] != '\0')
    msp_locator_append_place (self->locator, section);
  msp_locator_append_text (self->locator, start);
  return self->locator->str;
}

gboolean
msp_query_next_finding (MspQuery *self, MspFindingRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->message = take_text (self);
  const char *locator = take_text (self);
  out_row->severity = take_text (self);
  out_row->score = take_score (self);
  out_row->locator = take_place (self, locator);
  out_row->detector = take_text (self);
  out_row->category = take_text (self);
  out_row->confidence = take_score (self);
  out_row->band = take_text (self);
  out_row->masked = take_text (self);
  out_row->value_key = take_key (self);
  out_row->label = take_text_or_null (self);
  guint64 flags = take_number (self);
  out_row->quoted = (flags & MSP_FINDING_QUOTED) != 0;
  out_row->test_value = (flags & MSP_FINDING_TEST) != 0;
  out_row->reasons = take_text (self);
  return TRUE;
}

gboolean
msp_query_next_mailbox (MspQuery *self, MspMailboxRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->mailbox = take_text (self);
  out_row->messages = take_number (self);
  out_row->bytes = take_number (self);
  out_row->first_date = take_date (self);
  out_row->last_date = take_date (self);
  out_row->critical = take_number (self);
  out_row->high = take_number (self);
  out_row->moderate = take_number (self);
  out_row->low = take_number (self);
  out_row->max_score = take_score (self);
  return TRUE;
}

gboolean
msp_query_next_ledger (MspQuery *self, MspLedgerRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->locator = take_text (self);
  out_row->kind = take_text (self);
  out_row->size = take_number (self);
  out_row->sha256 = take_text_or_null (self);
  out_row->messages = take_number (self);
  out_row->fate = take_text (self);
  out_row->reason = take_text (self);
  out_row->detail = take_text_or_null (self);
  for (int i = 0; i < MSP_N_FATES; i++)
    out_row->bytes[i] = take_number (self);
  out_row->is_input = take_number (self) != 0;
  return TRUE;
}

gboolean
msp_query_next_problem (MspQuery *self, MspProblemRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->message = take_text_or_null (self);
  out_row->locator = take_text (self);
  out_row->fate = take_text (self);
  out_row->reason = take_text (self);
  out_row->detail = take_text (self);
  return TRUE;
}

gboolean
msp_query_next_loss (MspQuery *self, MspLossRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->item = take_text (self);
  out_row->fate = take_text (self);
  out_row->reason = take_text (self);
  out_row->items = take_number (self);
  out_row->bytes = take_number (self);
  return TRUE;
}

gboolean
msp_query_next_estimate (MspQuery *self, MspEstimateRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->quantity = take_text (self);
  out_row->category = take_text (self);
  out_row->met = take_number (self);
  out_row->low = take_number (self);
  out_row->estimate = take_number (self);
  out_row->high = take_number (self);
  return TRUE;
}

gboolean
msp_query_next_pair (MspQuery *self, MspPairRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->key = take_text (self);
  out_row->value = take_text (self);
  return TRUE;
}

void
msp_query_free (MspQuery *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->statement);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  if (self->locator != NULL)
    g_string_free (self->locator, TRUE);
  g_free (self->categories);
  g_free (self->severities);
  g_free (self);
}
