/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/sqlite-file.h"

#include <sqlite3.h>

#define STEP 1000
#define MAX_STEPS 200000          /* of STEP instructions each */
#define MAX_VALUE (16 * 1024 * 1024)
#define MAX_COLUMNS 500
#define MAX_TABLES 2000
#define HEADER_LEN 100
#define COMPUTED 2                /* "hidden" of a column that is not stored, in PRAGMA table_xinfo */
#define VERSIONS 18               /* of the format, to write and to read: 2 stands for a log beside the file */

typedef struct {
  sqlite3             *database;
  const MspSqliteSink *sink;
  gpointer             data;
  guint                n_steps;
  MspSqliteStatus      status;
} Reader;

static int
count_steps (void *data)
{
  return ++((Reader *) data)->n_steps > MAX_STEPS;
}

/* Reading is all that is allowed. */
static int
authorise (void *data, int action, const char *one, const char *two, const char *database, const char *trigger)
{
  if (action == SQLITE_SELECT || action == SQLITE_READ)
    return SQLITE_OK;
  return action == SQLITE_PRAGMA && strcmp (one, "table_xinfo") == 0 ? SQLITE_OK : SQLITE_DENY;
}

static void
harden (Reader *self)
{
  sqlite3 *database = self->database;

  (void) sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  (void) sqlite3_db_config (database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  (void) sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  (void) sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  (void) sqlite3_limit (database, SQLITE_LIMIT_LENGTH, MAX_VALUE);
  (void) sqlite3_limit (database, SQLITE_LIMIT_SQL_LENGTH, 100000);
  (void) sqlite3_limit (database, SQLITE_LIMIT_COLUMN, MAX_COLUMNS);
  (void) sqlite3_limit (database, SQLITE_LIMIT_EXPR_DEPTH, 20);
  (void) sqlite3_limit (database, SQLITE_LIMIT_ATTACHED, 0);
  (void) sqlite3_exec (database, "PRAGMA cell_size_check = ON; PRAGMA query_only = ON; PRAGMA mmap_size = 0", NULL, NULL, NULL);
  sqlite3_progress_handler (database, STEP, count_steps, self);
  (void) sqlite3_set_authorizer (database, authorise, self);
}

/* Tables with pages of their own; virtual ones, which run code, have none. */
static GPtrArray *
list_tables (Reader *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0", -1,
                                 &statement, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW && names->len < MAX_TABLES)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);

      if (name != NULL && !g_str_has_prefix (name, "sqlite_"))
        g_ptr_array_add (names, g_strdup (name));
      code = SQLITE_OK;
    }
  if (code != SQLITE_DONE)
    self->status = names->len > 0 ? MSP_SQLITE_DAMAGED : MSP_SQLITE_NONE;
  (void) sqlite3_finalize (statement);
  return names;
}

static gboolean
give_table (Reader *self, const char *name, sqlite3_stmt *statement, guint n)
{
  g_autofree const char **columns = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    columns[i] = sqlite3_column_name (statement, (int) i);
  return self->sink->table (self->data, name, n, columns);
}

static gboolean
give_row (Reader *self, sqlite3_stmt *statement, guint n)
{
  g_autofree MspSqliteValue *values = g_new0 (MspSqliteValue, n + 1);

  for (guint i = 0; i < n; i++)
    {
      values[i].is_blob = sqlite3_column_type (statement, (int) i) == SQLITE_BLOB;
      values[i].bytes.data = values[i].is_blob ? sqlite3_column_blob (statement, (int) i)
                                               : (const char *) sqlite3_column_text (statement, (int) i);
      values[i].bytes.len = values[i].bytes.data != NULL ? (gsize) sqlite3_column_bytes (statement, (int) i) : 0;
    }
  return self->sink->row (self->data, n, values);
}

/* The query for the columns of a table that are stored: those that are computed could compute for ever. sqlite3_free. */
static char *
make_query (Reader *self, const char *name)
{
  sqlite3_str *query = sqlite3_str_new (self->database);
  char *text = sqlite3_mprintf ("PRAGMA main.table_xinfo(\"%w\")", name);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->database, text, -1, &statement, NULL);

  sqlite3_str_appendall (query, "SELECT ");
  for (guint n = 0; code == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW;)
    if (sqlite3_column_int (statement, 6) != COMPUTED)
      sqlite3_str_appendf (query, "%s\"%w\"", n++ > 0 ? "," : "", sqlite3_column_text (statement, 1));
  sqlite3_str_appendf (query, " FROM main.\"%w\"", name);
  (void) sqlite3_finalize (statement);
  sqlite3_free (text);
  return sqlite3_str_finish (query);
}

/* FALSE if nothing more is wanted. */
static gboolean
read_table (Reader *self, const char *name)
{
  char *text = make_query (self, name);
  sqlite3_stmt *statement = NULL;
  gboolean goes_on = TRUE;
  int code = text != NULL ? sqlite3_prepare_v2 (self->database, text, -1, &statement, NULL) : SQLITE_NOMEM;
  guint n = code == SQLITE_OK ? (guint) sqlite3_column_count (statement) : 0;

  if (code == SQLITE_OK)
    goes_on = give_table (self, name, statement, n);
  while (goes_on && code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      goes_on = give_row (self, statement, n);
      code = SQLITE_OK;
    }
  if (!goes_on || code == SQLITE_INTERRUPT)
    self->status = MSP_SQLITE_CUT;
  else if (code != SQLITE_DONE)
    self->status = MSP_SQLITE_DAMAGED;
  (void) sqlite3_finalize (statement);
  sqlite3_free (text);
  return goes_on && code != SQLITE_INTERRUPT;
}

static void
read_tables (Reader *self)
{
  g_autoptr (GPtrArray) names = list_tables (self);

  for (guint i = 0; i < names->len; i++)
    if (!read_table (self, g_ptr_array_index (names, i)))
      break;
}

MspSqliteStatus
msp_sqlite_read (MspSpan bytes, const MspSqliteSink *sink, gpointer data)
{
  Reader self = { .sink = sink, .data = data, .status = MSP_SQLITE_NONE };
  guint8 *copy;

  if (bytes.len < HEADER_LEN || sqlite3_open_v2 (":memory:", &self.database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) != SQLITE_OK)
    {
      (void) sqlite3_close (self.database);
      return MSP_SQLITE_NONE;
    }
  /* A database whose log is elsewhere opens without it: its last changes are missing. */
  copy = sqlite3_malloc64 (bytes.len);
  if (copy != NULL)
    {
      memcpy (copy, bytes.data, bytes.len);
      copy[VERSIONS] = copy[VERSIONS + 1] = 1;
      if (sqlite3_deserialize (self.database, "main", copy, (sqlite3_int64) bytes.len, (sqlite3_int64) bytes.len,
                               SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE) == SQLITE_OK)
        {
          self.status = MSP_SQLITE_READ;
          harden (&self);
          read_tables (&self);
        }
    }
  (void) sqlite3_close (self.database);
  return self.status;
}
