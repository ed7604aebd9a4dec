/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "store/case-private.h"
#include "store/key-file.h"
#include "store/run.h"
#include "store/shard-set.h"

/* Keys of a shard alone begin with "shard."; times and confinement may differ. */
#define DIFFERENCE \
  "SELECT key FROM (SELECT * FROM shard.run EXCEPT SELECT * FROM main.run UNION ALL SELECT * FROM (SELECT * FROM main.run" \
  " EXCEPT SELECT * FROM shard.run)) WHERE key NOT IN ('started', 'finished', 'state', 'confinement') AND key NOT GLOB 'shard.*'" \
  " UNION ALL SELECT 'root' FROM (SELECT position, label FROM shard.root EXCEPT SELECT position, label FROM main.root" \
  "  UNION ALL SELECT * FROM (SELECT position, label FROM main.root EXCEPT SELECT position, label FROM shard.root)) ORDER BY 1 LIMIT 1"

#define TAKE_RUN \
  "INSERT INTO main.run SELECT * FROM shard.run WHERE key NOT GLOB 'shard.*'; INSERT INTO main.root SELECT * FROM shard.root"

/* Where shards may differ, the same comes out in whatever order they are given. */
#define TAKE_TIMES \
  "UPDATE main.run SET value = min (value, (SELECT value FROM shard.run WHERE key = main.run.key)) WHERE key IN ('started', 'confinement');" \
  " UPDATE main.run SET value = max (value, (SELECT value FROM shard.run WHERE key = 'finished')) WHERE key = 'finished';" \
  " UPDATE main.root SET path = min (path, (SELECT path FROM shard.root s WHERE s.position = main.root.position))"

#define COUNT_SLICES "SELECT count (*) FROM shard.sqlite_schema WHERE type = 'table' AND name = 'slice'"
#define COUNT_CLAIMS "SELECT count (*) FROM shard.sqlite_schema WHERE type = 'table' AND name = 'claim'"
#define COUNT_UIDS "SELECT count (*) FROM shard.sqlite_schema WHERE type = 'table' AND name = 'uid_entry'"
#define COUNT_THREADS "SELECT count (*) FROM shard.sqlite_schema WHERE type = 'table' AND name = 'unlock'"

/* Of a file of which a shard has some parts only, its row is made anew of the parts. */
#define TAKE_SLICES "INSERT INTO main.slice SELECT * FROM shard.slice"
#define TAKE_SOURCES "INSERT INTO main.source SELECT * FROM shard.source"
#define TAKE_WHOLE_SOURCES TAKE_SOURCES " WHERE parent IS NOT NULL OR locator NOT IN (SELECT locator FROM shard.slice)"

#define TAKE_ROWS \
  "INSERT INTO main.message SELECT * FROM shard.message;" \
  " INSERT INTO main.part SELECT * FROM shard.part; INSERT INTO main.finding SELECT * FROM shard.finding;" \
  " INSERT INTO main.rest SELECT * FROM shard.rest;" \
  " INSERT INTO main.problem SELECT * FROM shard.problem WHERE message IS NOT NULL OR position >= 0"

/* Claims are judged anew, and so are the problems that follow from them. */
#define TAKE_THREADS "INSERT INTO main.unlock SELECT * FROM shard.unlock; INSERT INTO main.thread SELECT * FROM shard.thread"
#define TAKE_UIDS "INSERT OR IGNORE INTO main.uid SELECT * FROM shard.uid; INSERT INTO main.uid_entry SELECT * FROM shard.uid_entry"
#define TAKE_CLAIMS "INSERT INTO main.claim SELECT * FROM shard.claim; INSERT INTO main.digest SELECT * FROM shard.digest"

#define TWICE \
  "SELECT locator FROM source GROUP BY locator HAVING count (*) > 1" \
  " UNION ALL SELECT locator FROM message GROUP BY locator HAVING count (*) > 1 ORDER BY 1 LIMIT 1"

/* The text that sql yields first, or NULL with or without error; caller owns. */
static char *
dup_answer (MspDatabase *database, const char *sql, const char *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  char *text = NULL;
  int code = sqlite3_prepare_v2 (database->handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK && value != NULL)
    sqlite3_bind_text (statement, 1, value, -1, SQLITE_STATIC);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  else if (code != SQLITE_DONE)
    msp_database_fail (database, error);
  sqlite3_finalize (statement);
  return text;
}

static gboolean
fail_merge (GError **error, char *why)
{
  g_set_error_literal (error, MSP_STORE_ERROR, MSP_STORE_ERROR_MERGE, why);
  g_free (why);
  return FALSE;
}

/* key_file, or what lies beside the joined case, or the key of an input; key_id is what the cases say of it. */
static gboolean
take_key (MspCase *self, const MspCase *input, const char *key_file, const char *key_id, GError **error)
{
  g_autofree char *beside = g_strconcat (self->path, ".key", NULL);
  struct stat info;

  if (self->has_key)
    return TRUE;
  if (key_file != NULL || lstat (beside, &info) == 0)
    {
      if (!msp_key_file_read (key_file != NULL ? key_file : beside, self->key, error))
        return FALSE;
    }
  else if (!input->has_key)
    return TRUE;
  else
    memcpy (self->key, input->key, sizeof self->key);
  self->has_key = TRUE;
  g_autofree char *ours = msp_run_dup_key_id (self);
  return g_strcmp0 (ours, key_id) == 0
         || fail_merge (error, g_strdup_printf (_("'%s': the key is not that of the cases"), key_file != NULL ? key_file : beside));
}

static gboolean
take_sources (MspDatabase *database, GError **error)
{
  gint64 n = 0;

  if (!msp_database_get_number (database, COUNT_SLICES, &n, error))
    return FALSE;
  return n > 0 ? msp_database_exec (database, TAKE_SLICES "; " TAKE_WHOLE_SOURCES, error)
               : msp_database_exec (database, TAKE_SOURCES, error);
}

/* A case of an older version may be without. */
static gboolean
take_claims (MspDatabase *database, GError **error)
{
  gint64 claims = 0, threads = 0, uids = 0;

  return msp_database_get_number (database, COUNT_CLAIMS, &claims, error)
         && msp_database_get_number (database, COUNT_THREADS, &threads, error)
         && msp_database_get_number (database, COUNT_UIDS, &uids, error)
         && (claims == 0 || msp_database_exec (database, TAKE_CLAIMS, error))
         && (uids == 0 || msp_database_exec (database, TAKE_UIDS, error))
         && (threads == 0 || msp_database_exec (database, TAKE_THREADS, error));
}

static gboolean
take_rows (MspCase *self, const char *path, gboolean first, GError **error)
{
  MspDatabase *database = &self->database;
  g_autoptr (GError) bad = NULL;

  if (first && !msp_database_exec (database, TAKE_RUN, error))
    return FALSE;
  g_autofree char *key = first ? NULL : dup_answer (database, DIFFERENCE, NULL, &bad);
  if (key != NULL)
    return fail_merge (error, g_strdup_printf (_("'%s' was begun otherwise than the cases before it: %s"), path, key));
  if (bad != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&bad));
      return FALSE;
    }
  return (first || msp_database_exec (database, TAKE_TIMES, error)) && take_sources (database, error)
         && msp_database_exec (database, TAKE_ROWS, error) && take_claims (database, error);
}

static gboolean
take_case (MspCase *self, const char *path, gboolean first, const char *key_file, GError **error)
{
  MspDatabase *database = &self->database;
  g_autoptr (MspCase) input = msp_case_open (path, error);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) bad = NULL;

  if (input == NULL)
    return FALSE;
  g_autofree char *state = msp_case_dup_run (input, "state"), *key_id = msp_case_dup_run (input, "key_id");
  if (g_strcmp0 (state, "complete") != 0)
    return fail_merge (error, g_strdup_printf (_("'%s' is not complete"), path));
  g_free (dup_answer (database, "ATTACH DATABASE ? AS shard", absolute, &bad));
  if (bad != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&bad));
      return FALSE;
    }
  return msp_database_exec (database, "BEGIN", error) && take_rows (self, path, first, error)
         && msp_database_exec (database, "COMMIT", error) && msp_database_exec (database, "DETACH DATABASE shard", error)
         && take_key (self, input, key_file, key_id, error);
}

/* Beside the joined case, unless it is shared by name or there already. */
static gboolean
put_key (const MspCase *self, const char *key_file, GError **error)
{
  g_autofree char *beside = g_strconcat (self->path, ".key", NULL);
  struct stat info;

  return key_file != NULL || !self->has_key || lstat (beside, &info) == 0 || msp_key_file_write (beside, self->key, error);
}

static gboolean
end_merge (MspCase *self, const char *key_file, GError **error)
{
  g_autoptr (GError) bad = NULL;
  g_autofree char *twice = dup_answer (&self->database, TWICE, NULL, &bad);
  g_autofree char *finished = msp_case_dup_run (self, "finished");

  if (twice != NULL)
    return fail_merge (error, g_strdup_printf (_("'%s' is in more than one of the cases"), twice));
  if (bad != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&bad));
      return FALSE;
    }
  self->writer.resumed = TRUE;
  return put_key (self, key_file, error) && msp_case_finish (self, finished != NULL ? g_ascii_strtoll (finished, NULL, 10) : 0, error);
}

gboolean
msp_case_merge (const char *out_path, const char *const *inputs, const char *key_file, GError **error)
{
  g_autoptr (MspCase) self = msp_shard_set_check (inputs, error) ? msp_case_create_bare (out_path, error) : NULL;
  gboolean good = self != NULL;

  for (gsize i = 0; good && inputs[i] != NULL; i++)
    good = take_case (self, inputs[i], i == 0, key_file, error);
  good = good && end_merge (self, key_file, error);
  if (!good && self != NULL && self->writing)
    {
      g_autofree char *part = g_strdup (self->part_path);

      msp_case_free (g_steal_pointer (&self));
      (void) g_unlink (part);
    }
  return good;
}
