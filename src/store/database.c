/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/database.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "store/case.h"
#include "store/store-resource.h"

/* A file that somebody else made may hold any schema: nothing in it is trusted to run. */
static const char reader_pragmas[] =
  "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA query_only = ON";

#define TO_WORDS(number) #number
#define WORDS(number) TO_WORDS (number)

/* Foreign keys are checked as a whole when the scan ends, since parents come after their children. */
static const char writer_pragmas[] =
  "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16384; PRAGMA locking_mode = EXCLUSIVE;"
  " PRAGMA synchronous = FULL";

/* The marks of a case are in the file itself before the first record goes to the journal beside it, so that what a killed scan
   leaves is known as ours. Nothing is lost that would need a journal yet. Most records go to new pages, which a rollback journal does
   not hold: they are written once, and not twice as a write-ahead log would. Pages of the usual size hold but eight messages. */
static const char new_file_pragmas[] =
  "PRAGMA page_size = 8192; PRAGMA journal_mode = MEMORY; BEGIN; PRAGMA application_id = " WORDS (MSP_DATABASE_APPLICATION_ID) ";"
  " PRAGMA user_version = " WORDS (MSP_DATABASE_VERSION) "; COMMIT";

static MspStoreError
classify (sqlite3 *handle)
{
  int code = handle != NULL ? sqlite3_extended_errcode (handle) : SQLITE_NOMEM;
  int number = handle != NULL ? sqlite3_system_errno (handle) : 0;

  if ((code & 0xff) == SQLITE_FULL || ((code & 0xff) == SQLITE_IOERR && (number == ENOSPC || number == EDQUOT)))
    return MSP_STORE_ERROR_FULL;
  if ((code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT)
    return MSP_STORE_ERROR_DAMAGED;
  if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY)
    return MSP_STORE_ERROR_IO;
  return MSP_STORE_ERROR_SQL;
}

gboolean
msp_database_fail (const MspDatabase *self, GError **error)
{
  const char *words = self->handle != NULL ? sqlite3_errmsg (self->handle) : "out of memory";

  switch (classify (self->handle))
    {
    case MSP_STORE_ERROR_FULL:
      g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_FULL,
                   _("no space left for the case file '%s'; what was committed is kept"), self->path);
      break;
    case MSP_STORE_ERROR_DAMAGED:
      g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_DAMAGED, _("the case file '%s' is damaged: %s"), self->path, words);
      break;
    case MSP_STORE_ERROR_IO:
      g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_IO, _("cannot read or write the case file '%s': %s"), self->path, words);
      break;
    default:
      g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_SQL, _("the case file '%s' cannot be used: %s"), self->path, words);
      break;
    }
  return FALSE;
}

static gboolean
prepare_writer (MspDatabase *self, GError **error)
{
  gint64 n_pages;

  return msp_database_exec (self, writer_pragmas, error) && msp_database_get_number (self, "PRAGMA page_count", &n_pages, error)
         && (n_pages > 0 || msp_database_exec (self, new_file_pragmas, error))
         && msp_database_exec (self, "PRAGMA journal_mode = TRUNCATE", error);
}

gboolean
msp_database_open (MspDatabase *self, const char *path, gboolean writable, GError **error)
{
  int flags = (writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);   /* never read as a URI or ":memory:" */

  *self = (MspDatabase) { .path = g_strdup (path) };
  /* Nobody asks what SQLite allocates: counting it takes a lock each time. Refused, and no matter, once SQLite has begun. */
  (void) sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  if (sqlite3_open_v2 (absolute, &self->handle, flags, NULL) != SQLITE_OK)
    return msp_database_fail (self, error);
  (void) sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return writable ? prepare_writer (self, error) : msp_database_exec (self, reader_pragmas, error);
}

gboolean
msp_database_exec (MspDatabase *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || msp_database_fail (self, error);
}

static GResource *
get_resource (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      msp_store_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return msp_store_get_resource ();
}

gboolean
msp_database_exec_schema (MspDatabase *self, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/org/mailspill/store/schema/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return FALSE;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *sql = g_strndup (data, size);
  return msp_database_exec (self, sql, error);
}

sqlite3_stmt *
msp_database_prepare (MspDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    msp_database_fail (self, error);
  return statement;
}

sqlite3_stmt *
msp_database_get (MspDatabase *self, MspStatement which, GError **error)
{
  sqlite3_stmt *statement = self->statements[which];

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->handle, msp_statement_get_sql (which), -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        {
          msp_database_fail (self, error);
          return NULL;
        }
      self->statements[which] = statement;
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return statement;
}

gboolean
msp_database_step (MspDatabase *self, sqlite3_stmt *statement, GError **error)
{
  gboolean good = sqlite3_step (statement) == SQLITE_DONE || msp_database_fail (self, error);

  sqlite3_reset (statement);
  return good;
}

gboolean
msp_database_get_number (MspDatabase *self, const char *sql, gint64 *out_number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW;

  if (good)
    *out_number = sqlite3_column_int64 (statement, 0);
  else
    msp_database_fail (self, error);
  sqlite3_finalize (statement);
  return good;
}

void
msp_database_clear (MspDatabase *self)
{
  for (int i = 0; i < MSP_N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
  g_clear_pointer (&self->handle, sqlite3_close_v2);
  g_clear_pointer (&self->path, g_free);
}
