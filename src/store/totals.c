/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "store/case-private.h"
#include "store/query.h"

/* The statement at its one row, or NULL. */
static sqlite3_stmt *
get_row (MspCase *self, MspStatement which, GError **error)
{
  sqlite3_stmt *statement = msp_database_get (&self->database, which, error);

  if (statement == NULL || sqlite3_step (statement) == SQLITE_ROW)
    return statement;
  msp_database_fail (&self->database, error);
  sqlite3_reset (statement);
  return NULL;
}

static guint64
get_number (sqlite3_stmt *statement, int column)
{
  gint64 number = sqlite3_column_int64 (statement, column);

  return (guint64) MAX (number, 0);
}

static gint64
get_date (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL ? MSP_DATE_UNKNOWN : sqlite3_column_int64 (statement, column);
}

static gboolean
add_messages (MspCase *self, MspTotals *totals, GError **error)
{
  sqlite3_stmt *statement = get_row (self, MSP_STATEMENT_TOTAL_MESSAGES, error);

  if (statement == NULL)
    return FALSE;
  totals->messages = get_number (statement, 0);
  totals->documents = get_number (statement, 1);
  totals->first_date = get_date (statement, 2);
  totals->last_date = get_date (statement, 3);
  guint64 score = get_number (statement, 4);
  totals->max_score = (guint) MIN (score, 100);
  for (int i = 0; i < MSP_N_SEVERITIES; i++)
    totals->by_severity[i] = get_number (statement, 5 + i);
  totals->mailboxes = get_number (statement, 5 + MSP_N_SEVERITIES);
  totals->suppressed = get_number (statement, 6 + MSP_N_SEVERITIES);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
add_findings (MspCase *self, MspTotals *totals, GError **error)
{
  sqlite3_stmt *statement = get_row (self, MSP_STATEMENT_TOTAL_FINDINGS, error);

  if (statement == NULL)
    return FALSE;
  totals->findings = get_number (statement, 0);
  totals->occurrences = get_number (statement, 1);
  totals->distinct_values = get_number (statement, 2);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
add_sources (MspCase *self, MspTotals *totals, GError **error)
{
  sqlite3_stmt *statement = get_row (self, MSP_STATEMENT_TOTAL_SOURCES, error);

  if (statement == NULL)
    return FALSE;
  totals->files = get_number (statement, 0);
  totals->size = get_number (statement, 1);
  for (int i = 0; i < MSP_N_FATES; i++)
    totals->bytes[i] = get_number (statement, 2 + i);
  totals->failed = get_number (statement, 2 + MSP_N_FATES);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
msp_query_totals (MspCase *self, MspTotals *out_totals, GError **error)
{
  MspTotals totals = { 0 };

  if (!add_messages (self, &totals, error) || !add_findings (self, &totals, error) || !add_sources (self, &totals, error))
    return FALSE;
  *out_totals = totals;
  return TRUE;
}
