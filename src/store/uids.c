/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/uids.h"

#include <sqlite3.h>
#include <string.h>

#include "store/claim-place.h"

/* Headers can be written by anybody: a server keeps UIDVALIDITY in the first message of the file, and UIDs that ascend in it. */
#define MAKE_ORDER \
  "DROP TABLE IF EXISTS temp.uid_order; CREATE TEMP TABLE uid_order AS SELECT u.message, u.uid," \
  " max (u.uid) OVER (PARTITION BY m.source ORDER BY m.offset ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before," \
  " max (iif (m.offset = 0, u.validity, NULL)) OVER (PARTITION BY m.source) AS validity" \
  " FROM uid u JOIN message m ON m.id = u.message JOIN source s ON s.id = m.source WHERE s.kind GLOB 'mbox*'"
#define DROP_STRAY \
  "DELETE FROM uid WHERE message IN (SELECT message FROM temp.uid_order WHERE validity IS NULL OR (uid > 0 AND uid <= before))"
#define SET_VALIDITY "UPDATE uid SET validity = o.validity FROM temp.uid_order o WHERE o.message = uid.message"
#define DROP_ORDER "DROP TABLE IF EXISTS temp.uid_order"
#define SETTLE MAKE_ORDER "; " DROP_STRAY "; " SET_VALIDITY "; " DROP_ORDER

/* Mailboxes that somebody's program once kept have a UID in every header and no UIDVALIDITY: none is settled one by one. */
#define DROP_ALL "DELETE FROM uid"

#define SELECT_LISTS "SELECT DISTINCT source FROM uid_entry ORDER BY source"
#define SELECT_ENTRIES "SELECT name, uid, validity FROM uid_entry WHERE source = ? ORDER BY uid"
#define SELECT_FILES "SELECT id, substr (locator, ?3) FROM message WHERE locator > ?1 AND locator < ?2 AND kind = 'mail'"
#define FORGET "DELETE FROM uid_entry"

typedef struct {
  MspDatabase  *database;
  sqlite3_stmt *entries, *files, *insert;
  GHashTable   *uids;        /* by name: gint64 of the UID */
  gint64        validity;    /* or 0 */
  gboolean      by_name;     /* the files are named by their UIDs */
} Settling;

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* A file that is named twice has the higher UID: it was there before, gone, and put back. */
static gboolean
load_entries (Settling *self, const char *source, GError **error)
{
  int code;

  g_hash_table_remove_all (self->uids);
  self->by_name = FALSE;
  sqlite3_bind_text (self->entries, 1, source, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (self->entries)) == SQLITE_ROW)
    {
      gint64 uid = sqlite3_column_int64 (self->entries, 1);

      self->validity = sqlite3_column_int64 (self->entries, 2);
      if (get_text (self->entries, 0) == NULL)
        self->by_name = TRUE;
      else
        g_hash_table_replace (self->uids, g_strdup (get_text (self->entries, 0)), g_memdup2 (&uid, sizeof uid));
    }
  sqlite3_reset (self->entries);
  return code == SQLITE_DONE || msp_database_fail (self->database, error);
}

/* Behind the name of a Maildir file stand its flags, in archives and on file systems without a colon after another sign. */
static gsize
get_base_length (const char *name)
{
  static const char *const marks[] = { ";2,", "%212,", "-2," };
  gsize len = strcspn (name, ":!/");

  for (gsize i = 0; name[len] != ':' && i < G_N_ELEMENTS (marks); i++)
    {
      const char *mark = g_strrstr_len (name, (gssize) len, marks[i]);

      if (mark != NULL)
        return (gsize) (mark - name);
    }
  return len;
}

/* "123." */
static gint64
parse_cyrus_name (const char *name)
{
  gsize digits = strspn (name, "0123456789");
  guint64 uid = digits > 0 && digits <= 10 && strcmp (name + digits, ".") == 0 ? g_ascii_strtoull (name, NULL, 10) : 0;

  return uid <= G_MAXUINT32 ? (gint64) uid : 0;
}

static gint64
find_uid (const Settling *self, const char *name)
{
  g_autofree char *base = g_strndup (name, get_base_length (name));
  const gint64 *uid = self->by_name ? NULL : g_hash_table_lookup (self->uids, base);

  return self->by_name ? parse_cyrus_name (name) : uid != NULL ? *uid : 0;
}

static gboolean
put_uid (Settling *self, const char *message, gint64 uid, GError **error)
{
  sqlite3_bind_text (self->insert, 1, message, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->insert, 2, uid);
  if (self->validity != 0)
    sqlite3_bind_int64 (self->insert, 3, self->validity);
  else
    sqlite3_bind_null (self->insert, 3);
  return msp_database_step (self->database, self->insert, error);
}

/* '0' follows '/', so that these are all locators below folder. */
static gboolean
settle_folder (Settling *self, const char *folder, GError **error)
{
  g_autofree char *from = g_strconcat (folder, "/", NULL), *to = g_strconcat (folder, "0", NULL);
  gboolean good = TRUE;
  int code = SQLITE_DONE;

  sqlite3_bind_text (self->files, 1, from, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->files, 2, to, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->files, 3, g_utf8_strlen (from, -1) + 1);
  while (good && (code = sqlite3_step (self->files)) == SQLITE_ROW)
    {
      gint64 uid = find_uid (self, get_text (self->files, 1));

      good = uid == 0 || put_uid (self, get_text (self->files, 0), uid, error);
    }
  sqlite3_reset (self->files);
  return good && (code == SQLITE_DONE || msp_database_fail (self->database, error));
}

static gboolean
settle_list (Settling *self, const char *source, GError **error)
{
  g_autofree char *folder = msp_claim_place_dup_folder (source);
  g_autofree char *cur = g_strconcat (folder, "/cur", NULL), *new = g_strconcat (folder, "/new", NULL);

  if (!load_entries (self, source, error))
    return FALSE;
  return self->by_name ? settle_folder (self, folder, error) : settle_folder (self, cur, error) && settle_folder (self, new, error);
}

static gboolean
settle_lists (MspDatabase *database, GError **error)
{
  Settling self = { .database = database };
  sqlite3_stmt *lists = msp_database_prepare (database, SELECT_LISTS, error);
  gboolean good = lists != NULL && msp_database_exec (database, MSP_STATEMENT_INDEX_BY_LOCATOR, error)
                  && (self.entries = msp_database_prepare (database, SELECT_ENTRIES, error)) != NULL
                  && (self.files = msp_database_prepare (database, SELECT_FILES, error)) != NULL
                  && (self.insert = msp_database_get (database, MSP_STATEMENT_INSERT_UID, error)) != NULL;
  int code = SQLITE_DONE;

  self.uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (good && (code = sqlite3_step (lists)) == SQLITE_ROW)
    {
      g_autofree char *source = g_strdup (get_text (lists, 0));

      good = settle_list (&self, source, error);
    }
  if (good && code != SQLITE_DONE)
    good = msp_database_fail (database, error);
  sqlite3_finalize (lists);
  sqlite3_finalize (self.entries);
  sqlite3_finalize (self.files);
  g_hash_table_destroy (self.uids);
  return good && msp_database_exec (database, FORGET, error);
}

gboolean
msp_uids_settle (MspDatabase *database, GError **error)
{
  gint64 stated = 0, listed = 0;

  return msp_database_get_number (database, "SELECT EXISTS (SELECT 1 FROM uid WHERE validity IS NOT NULL)", &stated, error)
         && msp_database_get_number (database, "SELECT EXISTS (SELECT 1 FROM uid_entry)", &listed, error)
         && msp_database_exec (database, stated == 0 ? DROP_ALL : SETTLE, error)
         && (listed == 0 || settle_lists (database, error));
}
