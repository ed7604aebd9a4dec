/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/claims.h"

#include <sqlite3.h>
#include <string.h>

#include "store/claim-apply.h"
#include "store/claim-place.h"

/* Problems of promises have positions below 0: those of the scan count from 0. */
#define FORGET \
  "UPDATE claim SET found = NULL, count = NULL, verdict = NULL; DELETE FROM problem WHERE message IS NULL AND position < 0"

/* The last name of each locator; the text up to its last '/' stands nowhere else in it. */
#define LAST_NAME "lower (replace (locator, rtrim (locator, replace (locator, '/', '')), ''))"

#define MAKE_PLACES \
  "DROP TABLE IF EXISTS temp.place; CREATE TEMP TABLE place AS SELECT " LAST_NAME " AS name, locator FROM source;" \
  " CREATE INDEX temp.place_by_name ON place (name, locator)"
#define DROP_PLACES "DROP TABLE IF EXISTS temp.place"

#define SELECT_PATHS "SELECT rowid, source, path FROM claim WHERE kind IN ('item', 'file', 'count') AND path IS NOT NULL ORDER BY rowid"
#define SELECT_PLACES "SELECT locator FROM temp.place WHERE name = lower (?) ORDER BY locator"
#define SELECT_SOURCE "SELECT locator FROM source WHERE locator = ?"
#define UPDATE_FOUND "UPDATE claim SET found = ?, verdict = ? WHERE rowid = ?"

/* A hash decides where it is stated and known, else the size. */
#define JUDGE_FOUND \
  "UPDATE claim SET verdict = CASE" \
  " WHEN sha256 IS NOT NULL AND k.sha IS NOT NULL THEN iif (sha256 = k.sha, 'same', 'differs')" \
  " WHEN md5 IS NOT NULL AND k.md IS NOT NULL THEN iif (md5 = k.md, 'same', 'differs')" \
  " WHEN expected <> k.size THEN 'differs' ELSE 'found' END" \
  " FROM (SELECT c.rowid AS id, s.size, coalesce (s.sha256, (SELECT max (d.sha256) FROM digest d WHERE d.locator = c.found)) AS sha," \
  "  (SELECT max (d.md5) FROM digest d WHERE d.locator = c.found) AS md" \
  "  FROM claim c JOIN source s ON s.locator = c.found WHERE c.kind IN ('item', 'file') AND c.verdict IS NULL) AS k" \
  " WHERE claim.rowid = k.id"

/* A message in a mailbox file is known by its Message-ID alone. */
#define MAKE_IDS \
  "DROP TABLE IF EXISTS temp.known_id; CREATE TEMP TABLE known_id AS SELECT trim (message_id, '<> ') AS id, min (locator) AS locator" \
  " FROM message WHERE message_id <> '' GROUP BY 1; CREATE INDEX temp.known_id_by_id ON known_id (id)"
#define JUDGE_IDS \
  "UPDATE claim SET found = k.locator, verdict = 'found' FROM temp.known_id k" \
  " WHERE k.id = claim.message_id AND kind = 'item' AND (path IS NULL OR verdict = 'unknown')"
#define DROP_IDS "DROP TABLE IF EXISTS temp.known_id"

#define JUDGE_REST \
  "UPDATE claim SET verdict = iif (path IS NULL AND (message_id IS NULL OR :bounded), 'unknown', 'missing')" \
  " WHERE kind IN ('item', 'file') AND verdict IS NULL; UPDATE claim SET verdict = 'gap' WHERE kind = 'gap'"

/* A list of hashes of which no file is there is not about this export. */
#define SPARE_LISTS \
  "UPDATE claim SET verdict = 'unknown' WHERE product = 'checksums' AND verdict = 'missing'" \
  " AND source NOT IN (SELECT source FROM claim WHERE product = 'checksums' AND found IS NOT NULL)"

typedef struct {
  MspDatabase  *database;
  sqlite3_stmt *places, *source, *found;
} Compare;

/* The first text that a statement with one parameter gives, or NULL. */
static char *
dup_first (sqlite3_stmt *statement, const char *text)
{
  char *first = NULL;

  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    first = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return first;
}

/* "./a.eml" lies just beside the source. */
static char *
dup_sibling (Compare *self, const char *source, const char *path)
{
  g_autofree char *folder = msp_claim_place_dup_folder (source), *name = msp_claim_place_dup_encoded (path + 2);
  g_autofree char *locator = folder[0] != '\0' ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);

  return dup_first (self->source, locator);
}

static char *
dup_place (Compare *self, const char *source, const char *path)
{
  g_autofree char *encoded = msp_claim_place_dup_encoded (path);
  const char *slash = strrchr (encoded, '/');
  char *best = NULL;
  guint best_rank = 0;

  sqlite3_bind_text (self->places, 1, slash != NULL ? slash + 1 : encoded, -1, SQLITE_STATIC);
  while (sqlite3_step (self->places) == SQLITE_ROW)
    {
      const char *locator = (const char *) sqlite3_column_text (self->places, 0);
      guint rank = msp_claim_place_rank (source, encoded, locator);

      if (rank > best_rank)
        {
          g_free (best);
          best = g_strdup (locator);
          best_rank = rank;
        }
    }
  sqlite3_reset (self->places);
  return best;
}

static gboolean
put_found (Compare *self, gint64 id, const char *found, const char *verdict, GError **error)
{
  sqlite3_bind_text (self->found, 1, found, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->found, 2, verdict, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->found, 3, id);
  return msp_database_step (self->database, self->found, error);
}

/* Where there is a path into a mailbox file, the file may be there and still not the message. */
static gboolean
find_path (Compare *self, gint64 id, const char *source, const char *path, GError **error)
{
  gsize store = msp_claim_place_store_len (path);
  g_autofree char *outer = store > 0 ? g_strndup (path, store) : NULL;
  g_autofree char *found = g_str_has_prefix (path, "./") ? dup_sibling (self, source, path)
                                                         : dup_place (self, source, outer != NULL ? outer : path);

  return found == NULL || put_found (self, id, found, outer != NULL ? "unknown" : NULL, error);
}

static gboolean
find_paths (Compare *self, GError **error)
{
  sqlite3_stmt *paths = msp_database_prepare (self->database, SELECT_PATHS, error);
  gboolean good = paths != NULL;
  int code = SQLITE_DONE;

  while (good && (code = sqlite3_step (paths)) == SQLITE_ROW)
    {
      g_autofree char *source = g_strdup ((const char *) sqlite3_column_text (paths, 1));
      g_autofree char *path = g_strdup ((const char *) sqlite3_column_text (paths, 2));

      good = find_path (self, sqlite3_column_int64 (paths, 0), source, path, error);
    }
  if (good && code != SQLITE_DONE)
    good = msp_database_fail (self->database, error);
  sqlite3_finalize (paths);
  return good;
}

/* Messages that --since and --until leave out have no rows. */
static gboolean
get_bounded (MspDatabase *database, gboolean *out_bounded, GError **error)
{
  gint64 n = 0;

  if (!msp_database_get_number (database, "SELECT count (*) FROM run WHERE key = 'options' AND (value GLOB '*--since*' OR value GLOB '*--until*')",
                                &n, error))
    return FALSE;
  *out_bounded = n > 0;
  return TRUE;
}

static gboolean
judge (Compare *self, gboolean bounded, GError **error)
{
  MspDatabase *database = self->database;
  g_autoptr (GString) rest = g_string_new (JUDGE_REST);

  g_string_replace (rest, ":bounded", bounded ? "1" : "0", 0);
  return find_paths (self, error) && msp_database_exec (database, JUDGE_FOUND, error)
         && msp_database_exec (database, MAKE_IDS, error) && msp_database_exec (database, JUDGE_IDS, error)
         && msp_database_exec (database, DROP_IDS, error) && msp_database_exec (database, rest->str, error)
         && msp_database_exec (database, SPARE_LISTS, error)
         && msp_claim_apply_counts (database, bounded, error);
}

gboolean
msp_claims_compare (MspDatabase *database, GError **error)
{
  Compare self = { .database = database };
  gboolean good, bounded = FALSE;
  gint64 n = 0;

  if (!msp_database_get_number (database, "SELECT EXISTS (SELECT 1 FROM claim)", &n, error) || n == 0)
    return n == 0 && (error == NULL || *error == NULL);
  good = get_bounded (database, &bounded, error) && msp_database_exec (database, FORGET, error)
         && msp_database_exec (database, MSP_STATEMENT_INDEX_BY_SOURCE "; " MSP_STATEMENT_INDEX_BY_LOCATOR, error)
         && msp_database_exec (database, MAKE_PLACES, error)
         && (self.places = msp_database_prepare (database, SELECT_PLACES, error)) != NULL
         && (self.source = msp_database_prepare (database, SELECT_SOURCE, error)) != NULL
         && (self.found = msp_database_prepare (database, UPDATE_FOUND, error)) != NULL && judge (&self, bounded, error);
  sqlite3_finalize (self.places);
  sqlite3_finalize (self.source);
  sqlite3_finalize (self.found);
  return good && msp_database_exec (database, DROP_PLACES, error) && msp_claim_apply_messages (database, error)
         && msp_claim_apply_problems (database, error);
}
