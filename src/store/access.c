/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/access.h"

#include <sqlite3.h>

#include "store/access-tables.h"
#include "store/case-private.h"
#include "store/row.h"

struct _MspAccessWriter {
  MspDatabase database;
  MspRow     *inserts[MSP_ACCESS_N_STORED];
};

struct _MspAccessCursor {
  MspDatabase           *database;
  sqlite3_stmt          *statement;   /* NULL: there are no rows */
  const MspAccessLayout *layout;
  GStringChunk          *strings;     /* of the current row, where SQLite's would not do */
};

MspAccessWriter *
msp_access_writer_new (const char *path, GError **error)
{
  g_autoptr (MspAccessWriter) self = g_new0 (MspAccessWriter, 1);

  if (!msp_database_open (&self->database, path, TRUE, error)
      || !msp_database_exec (&self->database, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = -98304; BEGIN IMMEDIATE", error)
      || !msp_database_exec_schema (&self->database, "access.sql", error)
      /* A case of an older version may be without the table of UIDs. */
      || !msp_database_exec_schema (&self->database, "claims.sql", error)
      || !msp_database_exec (&self->database, MSP_STATEMENT_INDEX_BY_SOURCE, error))
    return NULL;
  return g_steal_pointer (&self);
}

static char *
dup_insert (const MspAccessLayout *layout)
{
  GString *sql = g_string_new (NULL), *marks = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (", layout->name);
  for (const MspAccessColumn *column = layout->columns; column->name != NULL; column++)
    {
      g_string_append_printf (sql, "%s%s", column != layout->columns ? ", " : "", column->name);
      g_string_append (marks, column != layout->columns ? ", ?" : "?");
    }
  g_string_append_printf (sql, ") VALUES (%s)", marks->str);
  g_string_free (marks, TRUE);
  return g_string_free (sql, FALSE);
}

static MspRow *
begin_row (MspAccessWriter *self, MspAccessTable table, GError **error)
{
  if (self->inserts[table] == NULL)
    {
      g_autofree char *sql = dup_insert (msp_access_layout_get (table));

      self->inserts[table] = msp_row_new (&self->database, sql, error);
    }
  if (self->inserts[table] != NULL)
    msp_row_begin (self->inserts[table]);
  return self->inserts[table];
}

gboolean
msp_access_writer_put (MspAccessWriter *self, MspAccessTable table, gconstpointer row, GError **error)
{
  const MspAccessLayout *layout = msp_access_layout_get (table);
  MspRow *out = begin_row (self, table, error);

  if (out == NULL)
    return FALSE;
  for (const MspAccessColumn *column = layout->columns; column->name != NULL; column++)
    switch (column->type)
      {
      case MSP_COLUMN_TEXT: msp_row_put_word (out, G_STRUCT_MEMBER (const char *, row, column->offset)); break;
      case MSP_COLUMN_NUMBER: msp_row_put_number (out, G_STRUCT_MEMBER (guint64, row, column->offset)); break;
      case MSP_COLUMN_DATE:
        msp_row_put_signed_or_null (out, G_STRUCT_MEMBER (gint64, row, column->offset), MSP_DATE_UNKNOWN);
        break;
      default: g_assert_not_reached ();
      }
  return msp_row_end (out, error);
}

static gboolean
flush_rows (MspAccessWriter *self, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->inserts); i++)
    if (self->inserts[i] != NULL && !msp_row_flush (self->inserts[i], error))
      return FALSE;
  return TRUE;
}

gboolean
msp_access_writer_commit (MspAccessWriter *self, GError **error)
{
  /* Sorted once, instead of each row looking for its place in a tree larger than the cache. */
  return flush_rows (self, error)
         && msp_database_exec (&self->database, "CREATE UNIQUE INDEX access_verdict_by_message ON access_verdict (message);"
                               " CREATE UNIQUE INDEX access_digest_by_message ON access_digest (message); COMMIT", error);
}

void
msp_access_writer_free (MspAccessWriter *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->inserts); i++)
    g_clear_pointer (&self->inserts[i], msp_row_free);
  msp_database_clear (&self->database);
  g_free (self);
}

static gboolean
has_run (MspDatabase *database)
{
  gint64 n = 0;

  return msp_database_get_number (database, "SELECT count (*) FROM sqlite_schema WHERE name = 'access_verdict'", &n, NULL) && n > 0;
}

static gboolean
has_digests (MspDatabase *database)
{
  gint64 n = 0;

  return msp_database_get_number (database, "SELECT count (*) FROM sqlite_schema WHERE name = 'access_digest'", &n, NULL) && n > 0;
}

gboolean
msp_access_has_run (MspCase *self)
{
  return has_run (&self->database);
}

/* Of a case on which access ran before it kept digests. */
#define NO_DIGESTS "WITH access_digest (message, sha256) AS (SELECT '', '' WHERE FALSE) "

static char *
dup_select (const MspAccessLayout *layout, gboolean has_digests)
{
  GString *sql = g_string_new (has_digests ? "SELECT " : NO_DIGESTS "SELECT ");

  for (const MspAccessColumn *column = layout->columns; column->name != NULL; column++)
    g_string_append_printf (sql, "%s%s", column != layout->columns ? ", " : "", column->name);
  g_string_append_printf (sql, " FROM %s", layout->from);
  return g_string_free (sql, FALSE);
}

static MspAccessCursor *
open_cursor (MspDatabase *database, MspAccessTable table, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = g_new0 (MspAccessCursor, 1);

  cursor->database = database;
  cursor->layout = msp_access_layout_get (table);
  cursor->strings = g_string_chunk_new (256);
  if (table == MSP_ACCESS_COPIES || table == MSP_ACCESS_HOLDINGS || table == MSP_ACCESS_IDS || has_run (database))
    {
      g_autofree char *sql = dup_select (cursor->layout, has_digests (database));

      cursor->statement = msp_database_prepare (database, sql, error);
      if (cursor->statement == NULL)
        return NULL;
    }
  return g_steal_pointer (&cursor);
}

MspAccessCursor *
msp_access_cursor_new (MspCase *self, MspAccessTable table, GError **error)
{
  return open_cursor (&self->database, table, error);
}

MspAccessCursor *
msp_access_writer_read (MspAccessWriter *self, MspAccessTable table, GError **error)
{
  return flush_rows (self, error) ? open_cursor (&self->database, table, error) : NULL;
}

static const char *
take_text (MspAccessCursor *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text != NULL ? text : "";
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  return g_string_chunk_insert (self->strings, valid);
}

static void
take_row (MspAccessCursor *self, gpointer out_row)
{
  int i = 0;

  g_string_chunk_clear (self->strings);
  for (const MspAccessColumn *column = self->layout->columns; column->name != NULL; column++, i++)
    switch (column->type)
      {
      case MSP_COLUMN_TEXT: G_STRUCT_MEMBER (const char *, out_row, column->offset) = take_text (self, i); break;
      case MSP_COLUMN_NUMBER:
        G_STRUCT_MEMBER (guint64, out_row, column->offset) = (guint64) MAX (sqlite3_column_int64 (self->statement, i), 0);
        break;
      case MSP_COLUMN_DATE:
        G_STRUCT_MEMBER (gint64, out_row, column->offset) =
          sqlite3_column_type (self->statement, i) == SQLITE_NULL ? MSP_DATE_UNKNOWN : sqlite3_column_int64 (self->statement, i);
        break;
      default: g_assert_not_reached ();
      }
}

gboolean
msp_access_cursor_next (MspAccessCursor *self, gpointer out_row, gboolean *out_end, GError **error)
{
  int code = self->statement != NULL ? sqlite3_step (self->statement) : SQLITE_DONE;

  *out_end = code == SQLITE_DONE;
  if (code == SQLITE_ROW)
    take_row (self, out_row);
  return code == SQLITE_ROW || code == SQLITE_DONE || msp_database_fail (self->database, error);
}

void
msp_access_cursor_free (MspAccessCursor *self)
{
  sqlite3_finalize (self->statement);
  g_string_chunk_free (self->strings);
  g_free (self);
}

char *
msp_access_dup_fact (MspCase *self, const char *key)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self, MSP_ACCESS_FACTS, NULL);
  MspAccessFactRow row;
  gboolean end = cursor == NULL;

  while (!end && msp_access_cursor_next (cursor, &row, &end, NULL))
    if (!end && g_str_equal (row.key, key))
      return g_strdup (row.value);
  return NULL;
}

const char *
msp_access_verdict_get_name (MspAccessVerdict verdict)
{
  static const char *const names[MSP_N_VERDICTS] = {
    [MSP_VERDICT_ACCESSED] = "accessed",           [MSP_VERDICT_PRESUMED] = "presumed_accessed",
    [MSP_VERDICT_INDETERMINATE] = "indeterminate", [MSP_VERDICT_NOT_SHOWN] = "exposed_not_shown",
    [MSP_VERDICT_NO_EVIDENCE] = "no_evidence",     [MSP_VERDICT_NOT_EXPOSED] = "not_exposed",
  };

  return verdict < MSP_N_VERDICTS ? names[verdict] : "";
}

const char *
msp_actor_class_get_name (MspActorClass class)
{
  static const char *const names[MSP_N_ACTOR_CLASSES] = {
    [MSP_ACTOR_HOSTILE] = "hostile", [MSP_ACTOR_UNKNOWN] = "unknown", [MSP_ACTOR_TRUSTED] = "trusted",
  };

  return class < MSP_N_ACTOR_CLASSES ? names[class] : "";
}

const char *
msp_acquired_get_name (MspAcquired acquired)
{
  static const char *const names[] = { "not_shown", "presumed", "yes" };

  return acquired < G_N_ELEMENTS (names) ? names[acquired] : "";
}
