/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "store/case-private.h"
#include "store/run.h"

#define COUNT_PROGRESS "SELECT count (*) FROM sqlite_schema WHERE name = 'progress' AND type = 'table'"
#define COUNT_LOOSE "SELECT count (*) FROM problem WHERE message IS NULL"

/* NULL if the open case may be continued, else why not; caller owns. */
static char *
dup_obstacle (MspCase *self, const MspRunRecord *run)
{
  g_autofree char *key = NULL;
  gint64 tables = 0;

  if (!msp_database_get_number (&self->database, COUNT_PROGRESS, &tables, NULL) || tables == 0)
    return g_strdup (_("the interrupted scan kept no checkpoints"));
  key = msp_run_dup_difference (self, run);
  /* Translators: the second word is a key of the table "run", such as rules_hash */
  return key != NULL ? g_strdup_printf (_("the interrupted scan began otherwise: %s"), key) : NULL;
}

/* Nobody else writes the case as long as self is there. */
static gboolean
lock_part (MspCase *self, GError **error)
{
  self->lock = open (self->part_path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS, _("another scan is writing '%s'"), self->part_path);
  return FALSE;
}

/* The case that an interrupted scan left; NULL without error and with *out_why if it is no use. */
static MspCase *
continue_case (const char *path, const char *key_file, const MspRunRecord *run, char **out_why, GError **error)
{
  g_autoptr (MspCase) self = g_new0 (MspCase, 1);
  g_autoptr (GError) bad = NULL;
  gint64 loose = 0;

  self->path = g_strdup (path);
  self->part_path = g_strconcat (path, ".part", NULL);
  self->lock = -1;
  if (!lock_part (self, error) || !msp_case_load_key (self, key_file, error))
    return NULL;
  if (!msp_database_open (&self->database, self->part_path, TRUE, &bad)
      || !msp_database_get_number (&self->database, COUNT_LOOSE, &loose, &bad))
    *out_why = g_strdup (bad->message);
  else
    *out_why = dup_obstacle (self, run);
  if (*out_why != NULL)
    return NULL;
  msp_writer_init (&self->writer, &self->database);
  self->writer.checkpoints = self->writer.resumed = TRUE;
  self->writer.loose_problems = (guint64) loose;
  self->writing = TRUE;
  return g_steal_pointer (&self);
}

MspCase *
msp_case_reopen (const char *path, const char *key_file, const MspRunRecord *run, char **out_why, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL), *why = NULL;
  g_autoptr (GError) bad = NULL;
  struct stat info;

  *out_why = NULL;
  if (lstat (part, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > 0 && msp_case_look_at (part, NULL) > 0)
    {
      MspCase *self = continue_case (path, key_file, run, &why, &bad);

      if (self != NULL)
        return self;
      if (bad != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&bad));
          return NULL;
        }
    }
  MspCase *self = msp_case_create_resumable (path, key_file, run, error);
  if (self != NULL)
    *out_why = g_steal_pointer (&why);
  return self;
}

static gboolean
put_progress (MspCase *self, guint64 unit, guint64 steps, GBytes *state, gboolean done, GError **error)
{
  sqlite3_stmt *statement = msp_database_get (&self->database, MSP_STATEMENT_PUT_PROGRESS, error);
  gsize size = 0;
  const void *bytes = state != NULL ? g_bytes_get_data (state, &size) : NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) unit);
  sqlite3_bind_int64 (statement, 2, (sqlite3_int64) steps);
  if (state != NULL)
    sqlite3_bind_blob64 (statement, 3, bytes != NULL ? bytes : "", size, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, done != FALSE);
  return msp_database_step (&self->database, statement, error);
}

gboolean
msp_case_checkpoint (MspCase *self, guint64 unit, guint64 steps, GBytes *state, gboolean done, GError **error)
{
  g_return_val_if_fail (self->writing && self->writer.checkpoints, FALSE);
  return msp_writer_begin (&self->writer, error) && put_progress (self, unit, steps, state, done, error)
         && msp_writer_flush (&self->writer, error);
}

gboolean
msp_case_get_progress (MspCase *self, guint64 unit, guint64 *out_steps, GBytes **out_state, gboolean *out_done)
{
  sqlite3_stmt *statement = msp_database_get (&self->database, MSP_STATEMENT_SELECT_PROGRESS, NULL);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) unit);
  gboolean found = sqlite3_step (statement) == SQLITE_ROW;
  if (found)
    {
      gboolean none = sqlite3_column_type (statement, 1) == SQLITE_NULL;

      *out_steps = (guint64) sqlite3_column_int64 (statement, 0);
      *out_state = none ? NULL : g_bytes_new (sqlite3_column_blob (statement, 1), (gsize) sqlite3_column_bytes (statement, 1));
      *out_done = sqlite3_column_int (statement, 2) != 0;
    }
  sqlite3_reset (statement);
  return found;
}
