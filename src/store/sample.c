/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sample.h"

#include <sqlite3.h>

#include "base/estimate.h"
#include "model/finding.h"
#include "model/severity.h"
#include "store/run.h"

/* What is estimated; then come the categories. */
enum { MESSAGES, DOCUMENTS, SENSITIVE, HIGH, N_COUNTS };
static const char *const quantities[N_COUNTS] = { "messages", "documents", "sensitive", "high" };

#define N_QUANTITIES (N_COUNTS + MSP_N_CATEGORIES)

typedef struct {
  MspDatabase    *database;
  MspPopulation   whole;
  gsize           n_units;
  MspSampledUnit *units[N_QUANTITIES];   /* of each, by quantity */
  MspSampledUnit *people;
} Estimator;

gboolean
msp_sample_forget (MspDatabase *database, GError **error)
{
  return msp_database_exec (database, "DELETE FROM run WHERE key GLOB 'sample.*'; DELETE FROM estimate", error);
}

static gboolean
drop_indexes (MspDatabase *database, GError **error)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);

  if (sqlite3_prepare_v2 (database->handle, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL", -1, &statement,
                          NULL) != SQLITE_OK)
    return msp_database_fail (database, error);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (sql, "DROP INDEX %s;", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return msp_database_exec (database, sql->str, error);
}

gboolean
msp_sample_reopen (MspDatabase *database, guint share, GError **error)
{
  return msp_database_exec (database, "BEGIN", error) && drop_indexes (database, error)
         && msp_database_exec (database, "DELETE FROM estimate; DELETE FROM run WHERE key IN ('finished', 'sample.share')", error)
         && msp_writer_set_run (database, "state", "open", error)
         && (share == 0 || msp_run_write_number (database, "sample.share", share, error))
         && msp_database_exec (database, "COMMIT", error);
}

static gboolean
put_units (MspDatabase *database, const MspSampleFrame *frame, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good = msp_database_exec (database,
                                     "CREATE TEMP TABLE unit (number INTEGER PRIMARY KEY, locator TEXT, start INTEGER, last INTEGER)",
                                     error);

  if (!good || sqlite3_prepare_v2 (database->handle, "INSERT INTO temp.unit VALUES (?, ?, ?, ?)", -1, &statement, NULL) != SQLITE_OK)
    return good && msp_database_fail (database, error);
  for (gsize i = 0; good && i < frame->n_parts; i++)
    {
      const MspSampledPart *part = &frame->parts[i];

      sqlite3_bind_int64 (statement, 1, (gint64) i);
      sqlite3_bind_text (statement, 2, part->locator, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, (gint64) part->start);
      sqlite3_bind_int64 (statement, 4, (gint64) MIN (part->end - 1, (guint64) G_MAXINT64));
      good = sqlite3_step (statement) == SQLITE_DONE && sqlite3_reset (statement) == SQLITE_OK;
    }
  if (!good)
    msp_database_fail (database, error);
  sqlite3_finalize (statement);
  return good;
}

static void
count (Estimator *self, int quantity, gint64 unit, guint64 n)
{
  self->units[quantity][unit].count += n;
}

/* One row: messages of a unit that are of one kind, severity and list of categories. */
static void
add_messages (Estimator *self, sqlite3_stmt *row)
{
  gint64 unit = sqlite3_column_int64 (row, 0);
  const char *kind = (const char *) sqlite3_column_text (row, 1), *severity = (const char *) sqlite3_column_text (row, 2);
  g_auto (GStrv) categories = g_strsplit ((const char *) sqlite3_column_text (row, 3), "; ", -1);
  guint64 n = (guint64) sqlite3_column_int64 (row, 4);
  MspSeverity known = MSP_SEVERITY_NONE;
  MspCategory category;

  count (self, g_strcmp0 (kind, "mail") == 0 ? MESSAGES : DOCUMENTS, unit, n);
  if (msp_severity_from_name (severity, &known) && known != MSP_SEVERITY_NONE)
    count (self, SENSITIVE, unit, n);
  if (known >= MSP_SEVERITY_HIGH)
    count (self, HIGH, unit, n);
  for (gsize i = 0; categories[i] != NULL; i++)
    if (msp_category_from_name (categories[i], &category))
      count (self, N_COUNTS + (int) category, unit, n);
}

static void
add_people (Estimator *self, sqlite3_stmt *row)
{
  self->people[sqlite3_column_int64 (row, 0)].count = (guint64) sqlite3_column_int64 (row, 1);
}

static gboolean
each_row (Estimator *self, MspStatement which, void (*add) (Estimator *self, sqlite3_stmt *row), GError **error)
{
  sqlite3_stmt *statement = msp_database_get (self->database, which, error);
  int code = SQLITE_DONE;

  while (statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    add (self, statement);
  if (statement != NULL && code != SQLITE_DONE)
    msp_database_fail (self->database, error);
  if (statement != NULL)
    sqlite3_reset (statement);
  return statement != NULL && code == SQLITE_DONE;
}

static gboolean
put_row (Estimator *self, const char *quantity, const char *category, guint64 met, const MspEstimate *estimate, GError **error)
{
  sqlite3_stmt *statement = msp_database_get (self->database, MSP_STATEMENT_INSERT_ESTIMATE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, quantity, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, category, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, (gint64) met);
  sqlite3_bind_int64 (statement, 4, (gint64) estimate->low);
  sqlite3_bind_int64 (statement, 5, (gint64) estimate->point);
  sqlite3_bind_int64 (statement, 6, (gint64) estimate->high);
  return msp_database_step (self->database, statement, error);
}

static gboolean
put_totals (Estimator *self, GError **error)
{
  for (int i = 0; i < N_QUANTITIES; i++)
    {
      const MspEstimate estimate = msp_estimate_total (&self->whole, self->units[i], self->n_units);
      guint64 met = 0;

      for (gsize k = 0; k < self->n_units; k++)
        met += self->units[i][k].count;
      const char *category = i < N_COUNTS ? "" : msp_category_get_name ((MspCategory) (i - N_COUNTS));
      if (!put_row (self, i < N_COUNTS ? quantities[i] : "category", category, met, &estimate, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_people (Estimator *self, GError **error)
{
  sqlite3_stmt *statement = msp_database_get (self->database, MSP_STATEMENT_SAMPLE_SIGHTINGS, error);

  if (statement == NULL || sqlite3_step (statement) != SQLITE_ROW)
    return statement != NULL && msp_database_fail (self->database, error);
  const MspSightings seen = {
    (guint64) sqlite3_column_int64 (statement, 0), (guint64) sqlite3_column_int64 (statement, 1),
    (guint64) sqlite3_column_int64 (statement, 2),
  };
  sqlite3_reset (statement);
  const MspEstimate estimate = msp_estimate_distinct (&self->whole, self->people, self->n_units, &seen);
  return put_row (self, "people", "", seen.distinct, &estimate, error);
}

static void
init (Estimator *self, MspDatabase *database, const MspSampleFrame *frame)
{
  *self = (Estimator) { .database = database, .whole = { frame->units, frame->bytes }, .n_units = frame->n_parts };
  self->people = g_new0 (MspSampledUnit, frame->n_parts + 1);
  for (int i = 0; i < N_QUANTITIES; i++)
    self->units[i] = g_new0 (MspSampledUnit, frame->n_parts + 1);
  for (gsize k = 0; k < frame->n_parts; k++)
    {
      self->people[k].bytes = frame->parts[k].bytes;
      for (int i = 0; i < N_QUANTITIES; i++)
        self->units[i][k].bytes = frame->parts[k].bytes;
    }
}

static void
clear (Estimator *self)
{
  g_free (self->people);
  for (int i = 0; i < N_QUANTITIES; i++)
    g_free (self->units[i]);
}

static gboolean
put_frame (MspDatabase *database, const MspSampleFrame *frame, GError **error)
{
  guint64 bytes = 0;

  for (gsize i = 0; i < frame->n_parts; i++)
    bytes += frame->parts[i].bytes;
  return msp_run_write_number (database, "sample.units", frame->n_parts, error)
         && msp_run_write_number (database, "sample.units_of", frame->units, error)
         && msp_run_write_number (database, "sample.bytes", bytes, error)
         && msp_run_write_number (database, "sample.bytes_of", frame->bytes, error);
}

gboolean
msp_sample_estimate (MspDatabase *database, const MspSampleFrame *frame, GError **error)
{
  Estimator self;
  gboolean good;

  init (&self, database, frame);
  good = msp_database_exec (database, "BEGIN; DELETE FROM estimate; " MSP_STATEMENT_INDEX_BY_LOCATOR, error) && put_units (database, frame, error)
         && each_row (&self, MSP_STATEMENT_SAMPLE_MESSAGES, add_messages, error)
         && each_row (&self, MSP_STATEMENT_SAMPLE_PEOPLE, add_people, error) && put_totals (&self, error) && put_people (&self, error)
         && put_frame (database, frame, error) && msp_database_exec (database, "DROP TABLE temp.unit; COMMIT", error);
  clear (&self);
  return good;
}
