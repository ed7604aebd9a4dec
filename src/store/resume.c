/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "store/case-private.h"
#include "store/run.h"
#include "store/sample.h"

#define COUNT_PROGRESS "SELECT count (*) FROM sqlite_schema WHERE name = 'progress' AND type = 'table'"
#define COUNT_LOOSE "SELECT count (*) FROM problem WHERE message IS NULL"

/* Nobody else writes the case as long as self is there. */
static gboolean
lock_part (MspCase *self, GError **error)
{
  self->lock = open (self->part_path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (self->lock >= 0 && msp_case_lock (self->lock))
    return TRUE;
  g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS, _("another scan is writing '%s'"), self->part_path);
  return FALSE;
}

/* *out_any: there is something to continue. */
static gboolean
look_inside (MspCase *self, gboolean *out_any, GError **error)
{
  g_autofree char *state = msp_case_dup_run (self, "state");
  gint64 n = 0, loose = 0;

  self->scanned = state != NULL && strcmp (state, "open") != 0 && strcmp (state, "sample") != 0;
  if (!msp_database_get_number (&self->database, COUNT_PROGRESS, &n, error)
      || (n > 0 && !msp_database_get_number (&self->database, "SELECT count (*) FROM progress", &n, error)))
    return FALSE;
  *out_any = self->scanned || n > 0;
  if (!*out_any || !msp_database_get_number (&self->database, COUNT_LOOSE, &loose, error))
    return !*out_any;
  self->writer.loose_problems = (guint64) loose;
  return TRUE;
}

static gboolean
is_same_scan (MspCase *self, const MspRunRecord *run, GError **error)
{
  g_autofree char *key = msp_run_dup_difference (self, run);

  if (key != NULL)
    g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS,
                 /* Translators: the second word is a key of the table "run", such as rules_hash */
                 _("'%s' holds an interrupted scan that began otherwise (%s); repeat its command, or begin anew with --restart"),
                 self->part_path, key);
  return key == NULL;
}

/* Of two levels, the case names the one that merge would. */
static gboolean
take_confinement (MspCase *self, const char *confinement, GError **error)
{
  g_autofree char *before = msp_case_dup_run (self, "confinement");

  return before == NULL || confinement == NULL || strcmp (before, confinement) <= 0
         || msp_writer_set_run (&self->database, "confinement", confinement, error);
}

/* A sample that is finished, or that is to be another or none, is opened again. */
static gboolean
continue_sample (MspCase *self, const MspRunRecord *run, GError **error)
{
  g_autofree char *state = msp_case_dup_run (self, "state"), *share = msp_case_dup_run (self, "sample.share");
  g_autofree char *wanted = g_strdup_printf ("%u", run->sample_share);

  if (g_strcmp0 (state, "sample") != 0 && (share == NULL || strcmp (share, wanted) == 0))
    return TRUE;
  return msp_sample_reopen (&self->database, run->sample_share, error);
}

/* The case that an interrupted scan left; NULL without error if there is nothing to continue. */
static MspCase *
continue_case (const char *path, const char *key_file, const MspRunRecord *run, GError **error)
{
  g_autoptr (MspCase) self = g_new0 (MspCase, 1);
  gboolean any = FALSE;

  self->path = g_strdup (path);
  self->part_path = g_strconcat (path, ".part", NULL);
  self->lock = -1;
  if (!lock_part (self, error) || !msp_case_load_key (self, key_file, run->n_shards > 0, error)
      || !msp_database_open (&self->database, self->part_path, TRUE, error))
    return NULL;
  msp_writer_init (&self->writer, &self->database);
  self->writer.checkpoints = self->writer.resumed = self->writing = self->continued = TRUE;
  if (!look_inside (self, &any, error) || !any || !is_same_scan (self, run, error)
      || !msp_database_exec_schema (&self->database, "claims.sql", error)
      || !msp_database_exec_schema (&self->database, "threads.sql", error)
      || !take_confinement (self, run->confinement, error) || !continue_sample (self, run, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
is_sample (const char *path)
{
  g_autoptr (MspCase) sample = msp_case_look_at (path, NULL) > 0 ? msp_case_open (path, NULL) : NULL;
  g_autofree char *state = sample != NULL ? msp_case_dup_run (sample, "state") : NULL;

  return g_strcmp0 (state, "sample") == 0;
}

/* Whether the case at path is a sample's, which is copied to part then, as a whole or not at all. What only a copy needs of GIO
   takes long to get ready. */
static gboolean
copy_sample (const char *path, const char *part, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || !is_sample (path))
    return FALSE;
  g_autofree char *copy = g_strconcat (part, "-copy", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path), to = g_file_new_for_path (copy);

  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, NULL)
      && g_rename (copy, part) == 0)
    return TRUE;
  (void) g_unlink (copy);
  g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_IO, _("cannot copy the sample '%s' to go on from it"), path);
  return FALSE;
}

MspCase *
msp_case_reopen (const char *path, const char *key_file, const MspRunRecord *run, gboolean anew, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GError) bad = NULL;
  struct stat info;

  gboolean copied = !anew && lstat (part, &info) != 0 && copy_sample (path, part, &bad);
  if (bad != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&bad));
      return NULL;
    }
  if (!anew && lstat (part, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > 0 && msp_case_look_at (part, NULL) > 0)
    {
      MspCase *self = continue_case (path, key_file, run, &bad);

      if (self != NULL)
        return self;
      if (copied)
        (void) g_unlink (part);
    }
  if (bad == NULL)
    return msp_case_create_resumable (path, key_file, run, error);
  g_propagate_error (error, g_steal_pointer (&bad));
  return NULL;
}

gboolean
msp_case_is_continued (const MspCase *self)
{
  return self->continued;
}

gboolean
msp_case_is_scanned (const MspCase *self)
{
  return self->scanned;
}

gboolean
msp_case_put_progress (MspCase *self, gint64 unit, MspSpan state, gboolean done, GError **error)
{
  sqlite3_stmt *statement;

  if (!msp_writer_begin (&self->writer, error))
    return FALSE;
  statement = msp_database_get (&self->database, MSP_STATEMENT_PUT_PROGRESS, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_blob64 (statement, 2, state.len > 0 ? state.data : "", state.len, SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, done != FALSE);
  return msp_database_step (&self->database, statement, error);
}

gboolean
msp_case_drop_progress (MspCase *self, gint64 unit, GError **error)
{
  sqlite3_stmt *statement;

  if (!msp_writer_begin (&self->writer, error))
    return FALSE;
  statement = msp_database_get (&self->database, MSP_STATEMENT_DELETE_PROGRESS, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  return msp_database_step (&self->database, statement, error);
}

gboolean
msp_case_each_progress (MspCase *self, MspProgressVisit visit, gpointer data, GError **error)
{
  sqlite3_stmt *statement = msp_database_get (&self->database, MSP_STATEMENT_SELECT_PROGRESS, error);
  gboolean good = statement != NULL;
  int code = SQLITE_DONE;

  while (good && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      MspSpan state = { sqlite3_column_blob (statement, 1), (gsize) sqlite3_column_bytes (statement, 1) };

      good = visit (data, sqlite3_column_int64 (statement, 0), state, sqlite3_column_int (statement, 2) != 0, error);
    }
  if (good && code != SQLITE_DONE)
    good = msp_database_fail (&self->database, error);
  if (statement != NULL)
    sqlite3_reset (statement);
  return good;
}

gboolean
msp_case_is_pending (const MspCase *self)
{
  return self->writer.in_transaction;
}

gboolean
msp_case_is_due (const MspCase *self)
{
  return msp_writer_is_due (&self->writer);
}

gboolean
msp_case_commit (MspCase *self, GError **error)
{
  g_return_val_if_fail (self->writing && self->writer.checkpoints, FALSE);
  /* A transaction that was given up must not pass for one that holds nothing. */
  return msp_writer_begin (&self->writer, error) && msp_writer_flush (&self->writer, error);
}

gboolean
msp_case_put_run (MspCase *self, const char *key, const char *value, GError **error)
{
  return msp_writer_begin (&self->writer, error) && msp_writer_set_run (&self->database, key, value, error);
}
