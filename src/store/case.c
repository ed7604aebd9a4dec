/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/case-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/claims.h"
#include "store/key-file.h"
#include "store/ledger.h"
#include "store/recurrence.h"
#include "store/run.h"
#include "store/sample.h"
#include "store/slices.h"
#include "store/threads.h"
#include "store/uids.h"

#define LOCK_TRIES 200    /* 2 seconds */
#define LOCK_USEC 10000
#define HEADER_LEN 100   /* of an SQLite file; the application id is at 68, big-endian (sqlite.org/fileformat.html) */

G_DEFINE_QUARK (msp-store-error-quark, msp_store_error)

/* Takes what, a sentence with the path in it. */
static gboolean
fail_system (char *what, GError **error)
{
  int code = errno;
  g_autofree char *own = what;
  MspStoreError kind = code == ENOSPC || code == EDQUOT ? MSP_STORE_ERROR_FULL : MSP_STORE_ERROR_IO;

  g_set_error (error, MSP_STORE_ERROR, (gint) kind, "%s: %s", own, g_strerror (code));
  return FALSE;
}

static guint32
get_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

int
msp_case_look_at (const char *path, GError **error)
{
  guint8 header[HEADER_LEN] = { 0 };
  struct stat info;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE, _("cannot open the case file '%s': %s"), path, g_strerror (code));
      return -1;
    }
  gboolean regular = fstat (fd, &info) == 0 && S_ISREG (info.st_mode);
  gssize n = regular ? read (fd, header, sizeof header) : 0;
  (void) close (fd);
  return n == HEADER_LEN && memcmp (header, "SQLite format 3", 16) == 0 && get_be32 (header + 68) == MSP_DATABASE_APPLICATION_ID;
}

/* Only a case file, an empty file, or nothing may be at path. */
static gboolean
may_replace (const char *path, GError **error)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return errno == ENOENT || fail_system (g_strdup_printf (_("cannot look at '%s'"), path), error);
  if (S_ISREG (info.st_mode) && info.st_size == 0)
    return TRUE;
  int kind = S_ISREG (info.st_mode) ? msp_case_look_at (path, error) : 0;
  if (kind == 0)
    g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS, _("'%s' exists and is no case file; it is left alone"), path);
  return kind > 0;
}

/* A scan that was just killed may leave a worker behind it for a moment, which holds the lock with it. */
gboolean
msp_case_lock (int fd)
{
  for (guint tries = 0; flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; tries++)
    {
      if (tries == LOCK_TRIES)
        return FALSE;
      g_usleep (LOCK_USEC);
    }
  return TRUE;
}

/* Remains of an interrupted scan may go, the file of a running one may not. */
static gboolean
is_unused (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gboolean used = fd >= 0 && !msp_case_lock (fd);

  if (fd >= 0)
    (void) close (fd);
  if (used)
    g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS, _("another scan is writing '%s'"), path);
  return !used;
}

/* An empty file of mode 0600 at the working path, locked as long as it is written. */
static gboolean
create_file (const char *path, int *out_lock, GError **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  if (!is_unused (path, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      if (g_unlink (name) != 0 && errno != ENOENT)
        return fail_system (g_strdup_printf (_("cannot remove the interrupted case file '%s'"), name), error);
    }
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail_system (g_strdup_printf (_("cannot create the case file '%s'"), path), error);
  (void) flock (fd, LOCK_EX | LOCK_NB);
  *out_lock = fd;
  return TRUE;
}

/* A key file beside an older case is used again: the values of both cases can then be compared. */
gboolean
msp_case_load_key (MspCase *self, const char *key_file, gboolean shares, GError **error)
{
  g_autofree char *beside = g_strconcat (self->path, ".key", NULL);
  struct stat info;

  if (key_file != NULL && shares)
    self->has_key = msp_key_file_share (key_file, self->key, error);
  else if (key_file != NULL)
    self->has_key = msp_key_file_read (key_file, self->key, error);
  else if (lstat (beside, &info) == 0)
    self->has_key = msp_key_file_read (beside, self->key, error);
  else
    self->has_key = msp_key_file_create (beside, self->key, error);
  return self->has_key;
}

static gboolean
make_tables (MspDatabase *database, gboolean checkpoints, GError **error)
{
  return msp_database_exec_schema (database, "tables.sql", error) && msp_database_exec_schema (database, "claims.sql", error)
         && msp_database_exec_schema (database, "threads.sql", error) && msp_database_exec_schema (database, "slices.sql", error)
         && (!checkpoints || msp_database_exec_schema (database, "progress.sql", error));
}

/* The tables are committed with the first records: before them there is nothing to go on from, and each commit waits for the disk. */
static gboolean
begin (MspCase *self, const char *key_file, const MspRunRecord *run, gboolean checkpoints, GError **error)
{
  if ((run != NULL && !msp_case_load_key (self, key_file, run->n_shards > 0, error))
      || !msp_database_open (&self->database, self->part_path, TRUE, error))
    return FALSE;
  self->writing = TRUE;
  msp_writer_init (&self->writer, &self->database);
  self->writer.checkpoints = checkpoints;
  if (!msp_writer_begin (&self->writer, error) || !make_tables (&self->database, checkpoints, error))
    return FALSE;
  return run != NULL ? msp_database_exec (&self->database, MSP_STATEMENT_INDEX_WITH_FINDINGS, error) && msp_run_write (self, run, error)
                     : msp_writer_flush (&self->writer, error);
}

static MspCase *
create (const char *path, const char *key_file, const MspRunRecord *run, gboolean checkpoints, GError **error)
{
  g_autoptr (MspCase) self = g_new0 (MspCase, 1);

  self->lock = -1;
  self->path = g_strdup (path);
  self->part_path = g_strconcat (path, ".part", NULL);
  if (!may_replace (path, error) || !may_replace (self->part_path, error) || !create_file (self->part_path, &self->lock, error))
    return NULL;
  if (begin (self, key_file, run, checkpoints, error))
    return g_steal_pointer (&self);
  (void) unlink (self->part_path);
  return NULL;
}

MspCase *
msp_case_create (const char *path, const char *key_file, const MspRunRecord *run, GError **error)
{
  return create (path, key_file, run, FALSE, error);
}

MspCase *
msp_case_create_bare (const char *path, GError **error)
{
  return create (path, NULL, NULL, FALSE, error);
}

MspCase *
msp_case_create_resumable (const char *path, const char *key_file, const MspRunRecord *run, GError **error)
{
  return create (path, key_file, run, TRUE, error);
}

static gboolean
check_version (MspCase *self, GError **error)
{
  gint64 version;

  if (!msp_database_get_number (&self->database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == MSP_DATABASE_VERSION)
    return TRUE;
  g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE,
               _("'%s' is a case file of version %d, this mailspill reads version %d"), self->path, (int) version, MSP_DATABASE_VERSION);
  return FALSE;
}

static gboolean
open_reader (MspCase *self, const char *path, GError **error)
{
  return msp_database_open (&self->database, path, FALSE, error) && check_version (self, error);
}

/* What a command left undone that was killed while it wrote to the finished case is taken back: only a writer may do that. */
static gboolean
undo_interrupted (const char *path, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  MspDatabase database = { NULL };

  if (!g_file_test (journal, G_FILE_TEST_EXISTS))
    return TRUE;
  gboolean good = msp_database_open (&database, path, TRUE, error) && msp_database_exec (&database, "PRAGMA journal_mode = DELETE", error);
  msp_database_clear (&database);
  return good;
}

MspCase *
msp_case_open (const char *path, GError **error)
{
  g_autoptr (MspCase) self = g_new0 (MspCase, 1);
  g_autofree char *key_file = g_strconcat (path, ".key", NULL);
  int kind = msp_case_look_at (path, error);

  self->lock = -1;
  if (kind < 0)
    return NULL;
  if (kind == 0)
    {
      g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE, _("'%s' is no case file"), path);
      return NULL;
    }
  self->path = g_strdup (path);
  if (!undo_interrupted (path, error) || !open_reader (self, path, error))
    return NULL;
  self->has_key = msp_key_file_read (key_file, self->key, NULL);
  return g_steal_pointer (&self);
}

MspSink *
msp_case_get_sink (MspCase *self)
{
  g_return_val_if_fail (self->writing, NULL);
  return &self->writer.sink;
}

const guint8 *
msp_case_get_key (const MspCase *self)
{
  return self->has_key ? self->key : NULL;
}

/* The file takes its name only now: whatever is at path is whole. */
static gboolean
publish (MspCase *self, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (self->path);
  int fd;

  msp_database_clear (&self->database);
  if (g_rename (self->part_path, self->path) != 0)
    return fail_system (g_strdup_printf (_("cannot put the case file in place at '%s'"), self->path), error);
  /* Left empty by a scan that was killed behind its last commit: nobody needs it, and the next case must not find it. */
  g_autofree char *journal = g_strconcat (self->part_path, "-journal", NULL);
  (void) g_unlink (journal);
  fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    {
      (void) fsync (fd);
      (void) close (fd);
    }
  return TRUE;
}

static gboolean
check_written (MspCase *self, char **out_broken, GError **error)
{
  if (!msp_ledger_check_written (&self->database, msp_balance_holds (&self->writer.balance), out_broken, error))
    return FALSE;
  return !self->writer.resumed || *out_broken != NULL || msp_ledger_check (&self->database, out_broken, error);
}

/* Only a shard or a sample may lack parts of a file. */
static char *
dup_lack (MspCase *self, const char *missing)
{
  if (self->sample != NULL)
    return NULL;
  g_autofree char *count = missing != NULL ? msp_case_dup_run (self, "shard.count") : NULL;

  return missing != NULL && count == NULL ? g_strdup_printf (_("'%s': parts of it are missing"), missing) : NULL;
}

/* A sample keeps what it takes to go on. */
static gboolean
end_progress (MspCase *self, gboolean parts_missing, GError **error)
{
  MspDatabase *database = &self->database;

  return self->sample != NULL
         || (msp_database_exec (database, "DROP TABLE IF EXISTS progress", error) && msp_sample_forget (database, error)
             && (parts_missing || msp_database_exec (database, "DROP TABLE IF EXISTS slice", error)));
}

/* Of a part of the archive nothing can be said to be missing. */
static gboolean
compare_claims (MspCase *self, GError **error)
{
  g_autofree char *count = msp_case_dup_run (self, "shard.count");

  return self->sample != NULL || count != NULL
         || (msp_claims_compare (&self->database, error) && msp_uids_settle (&self->database, error));
}

/* What is wrong with the program itself is told by each process that meets it, and by each shard. */
#define JOIN_PROBLEMS \
  "DELETE FROM problem WHERE message IS NULL AND position >= 0 AND fate = 'opaque' AND rowid NOT IN" \
  " (SELECT min (rowid) FROM problem WHERE message IS NULL AND position >= 0 AND fate = 'opaque' GROUP BY locator, reason, detail)"

/* All that is left to do may be begun again if it is interrupted; the last step changes everything at once. Each commit waits for
   the disk, so there is one if need be: with checkpoints, also for the records since the last of them. */
static gboolean
complete (MspCase *self, gint64 finished, char **broken, GError **error)
{
  MspDatabase *database = &self->database;
  g_autofree char *missing = NULL;
  gboolean good = self->writer.checkpoints ? msp_writer_flush_rows (&self->writer, error) : msp_writer_flush (&self->writer, error);

  if (!good || !msp_slices_join (&self->writer, &missing, error) || !msp_writer_begin (&self->writer, error)
      || !msp_database_exec (database, MSP_STATEMENT_INDEX_WITH_FINDINGS, error)
      || !msp_database_exec_schema (database, "indexes.sql", error))
    return FALSE;
  if (!msp_database_exec (database, JOIN_PROBLEMS, error) || !msp_recurrence_mark (database, error)
      || !compare_claims (self, error) || !msp_threads_unlock (database, error))
    return FALSE;
  if (*broken == NULL)
    *broken = dup_lack (self, missing);
  if (*broken == NULL && !check_written (self, broken, error))
    return FALSE;
  if (self->sample != NULL && (!msp_writer_flush (&self->writer, error) || !msp_sample_estimate (database, self->sample, error)
                               || !msp_writer_begin (&self->writer, error)))
    return FALSE;
  const char *state = *broken != NULL ? "unbalanced" : self->sample != NULL ? "sample" : "complete";
  return msp_run_write_number (database, "finished", (guint64) MAX (finished, 0), error)
         && msp_writer_set_run (database, "state", state, error) && end_progress (self, missing != NULL, error)
         && msp_writer_flush (&self->writer, error);
}

void
msp_case_set_sample (MspCase *self, const MspSampleFrame *frame)
{
  self->sample = frame;
}

static char *
dup_first_flaw (MspCase *self)
{
  g_autofree char *state = msp_case_dup_run (self, "state");

  return g_strcmp0 (state, "complete") != 0 ? g_strdup (_("as the interrupted scan found")) : NULL;
}

gboolean
msp_case_finish (MspCase *self, gint64 finished, GError **error)
{
  g_autofree char *broken = self->scanned ? dup_first_flaw (self) : g_steal_pointer (&self->writer.broken);

  g_return_val_if_fail (self->writing, FALSE);
  if (!self->scanned && !complete (self, finished, &broken, error))
    {
      msp_writer_drop (&self->writer);
      return FALSE;
    }
  if (!msp_database_exec (&self->database, "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE", error))
    return FALSE;
  self->writing = FALSE;
  msp_writer_clear (&self->writer);
  if (!publish (self, error) || !open_reader (self, self->path, error))
    return FALSE;
  if (broken != NULL)
    g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_LEDGER, _("the ledger does not balance: %s"), broken);
  return broken == NULL;
}

const char *
msp_case_get_path (const MspCase *self)
{
  return self->path;
}

void
msp_case_free (MspCase *self)
{
  if (self == NULL)
    return;
  if (self->writing)
    {
      if (self->writer.checkpoints)
        msp_writer_drop (&self->writer);
      else
        (void) msp_writer_flush (&self->writer, NULL);
      msp_writer_clear (&self->writer);
    }
  msp_database_clear (&self->database);
  if (self->lock >= 0)
    (void) close (self->lock);
  explicit_bzero (self->key, sizeof self->key);
  g_free (self->path);
  g_free (self->part_path);
  g_free (self);
}

char *
msp_case_dup_run (MspCase *self, const char *key)
{
  sqlite3_stmt *statement = msp_database_get (&self->database, MSP_STATEMENT_SELECT_RUN, NULL);
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 0), -1);
  sqlite3_reset (statement);
  return value;
}
