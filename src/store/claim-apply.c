/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/claim-apply.h"

#include <sqlite3.h>
#include <string.h>

#include "store/claim-place.h"

/* "x/" and "x0" lie around all that begins with "x/". */
#define SELECT_COUNTS "SELECT rowid, source, product, path, mailbox, expected, found FROM claim WHERE kind = 'count' ORDER BY source, position"
#define SOURCES_WITH_MAIL \
  "SELECT locator, messages, id, kind GLOB 'mbox*' FROM source WHERE messages > 0 AND (?1 = '' OR (locator > ?1 || '/' AND locator < ?1 || '0'))"
#define SUM_OF_FILE \
  "SELECT coalesce (sum (messages), 0) FROM source WHERE locator = ?1 OR (locator > ?1 || '!' AND locator < ?1 || '\"')"
#define SUM_OF_MAILBOX \
  "SELECT count (*) FROM message WHERE kind = 'mail' AND lower (mailbox) = lower (?2)" \
  " AND (?1 = '' OR (locator > ?1 || '/' AND locator < ?1 || '0'))"
/* Items are documents too, but for what the export says of itself. */
#define SUM_OF_ALL \
  "SELECT count (*) FROM message WHERE (?1 = '' OR (locator > ?1 || '/' AND locator < ?1 || '0'))" \
  " AND (kind = 'mail' OR (?2 = 'purview' AND locator NOT IN (SELECT source FROM claim)))"
/* The name of a mailbox file has nothing more to say then. */
#define UPDATE_MAILBOX "UPDATE message SET mailbox = ?, folder = '' WHERE source = ?"
#define UPDATE_COUNT "UPDATE claim SET count = ?, verdict = ? WHERE rowid = ?"

#define SELECT_LABELS "SELECT source, path, labels, folder FROM claim WHERE kind = 'label' ORDER BY source, position"
#define SELECT_MESSAGES \
  "SELECT found, source, product, mailbox, folder, labels, flags, date FROM claim WHERE kind = 'item' AND found IS NOT NULL" \
  " AND path IS NOT NULL AND verdict <> 'unknown' ORDER BY source DESC, position DESC"
/* What an item states later is overwritten by what is stated first. */
#define UPDATE_MESSAGE \
  "UPDATE message SET mailbox = coalesce (?2, mailbox), folder = coalesce (?3, folder), labels = coalesce (?4, labels)," \
  " flags = flags | ?5, date = coalesce (date, ?6), received = iif (?6 IS NOT NULL AND received_basis < 2, ?6, received)," \
  " received_basis = iif (?6 IS NOT NULL AND received_basis < 2, 2, received_basis) WHERE locator = ?1"

/* Sidecars name what lies beside them. */
#define STATED_PATH "iif (path GLOB './*', substr (path, 3), path)"

/* Products whose hash of a mail is not always one of its bytes. */
#define MAY_DIFFER "(product = 'concordance' AND (lower (path) GLOB '*.eml' OR lower (path) GLOB '*.msg'))"
#define INSERT_PROBLEMS \
  "INSERT INTO problem (message, position, locator, fate, reason, detail)" \
  " SELECT NULL, - row_number () OVER (ORDER BY source, position, kind, path, message_id)," \
  "  CASE WHEN verdict = 'differs' THEN found ELSE source || '#row' || position END," \
  "  CASE WHEN verdict = 'gap' OR (verdict <> 'missing' AND detail IS NOT NULL) THEN 'opaque' WHEN " MAY_DIFFER " AND verdict = 'differs'" \
  "   THEN 'partial' ELSE 'failed' END," \
  "  CASE WHEN verdict = 'gap' OR (verdict <> 'missing' AND detail IS NOT NULL) THEN 'unsupported' ELSE 'damaged' END," \
  "  CASE WHEN verdict = 'differs' THEN 'not what ''' || source || ''' promises: ' ||" \
  "    CASE WHEN sha256 IS NOT NULL THEN 'another SHA-256' WHEN md5 IS NOT NULL THEN 'another MD5' ELSE 'another size' END" \
  "   WHEN verdict = 'fewer' THEN 'promises ' || expected || ' messages' || coalesce (' in ''' || path || '''', '')" \
  "    || coalesce (' of ''' || mailbox || '''', '') || ', found ' || count" \
  "   WHEN verdict = 'missing' THEN 'promises ' || coalesce ('''' || " STATED_PATH " || '''', 'the message ''' || message_id || '''')" \
  "    || ', which is not there' || coalesce ('; the exporter says: ' || detail, '')" \
  "   ELSE 'the exporter says' || coalesce (' of ''' || coalesce (mailbox, path, message_id) || '''', '') || ': ' || detail END" \
  " FROM claim WHERE verdict IN ('missing', 'differs', 'fewer', 'gap') OR (kind = 'item' AND detail IS NOT NULL)"

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

typedef struct {
  MspDatabase  *database;
  sqlite3_stmt *sources, *file, *mailbox, *all, *update, *name;
  gboolean      bounded;
} Counts;

static guint64
get_sum (sqlite3_stmt *statement, const char *first, const char *second)
{
  guint64 sum = 0;

  sqlite3_bind_text (statement, 1, first, -1, SQLITE_STATIC);
  if (second != NULL)
    sqlite3_bind_text (statement, 2, second, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    sum = (guint64) MAX (sqlite3_column_int64 (statement, 0), 0);
  sqlite3_reset (statement);
  return sum;
}

static gboolean
name_mailbox (Counts *self, const char *account, const char *source, GError **error)
{
  sqlite3_bind_text (self->name, 1, account, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->name, 2, source, -1, SQLITE_STATIC);
  return msp_database_step (self->database, self->name, error);
}

/* An account's messages lie in files or folders that bear its name; else its mailbox does. */
static gboolean
count_of_account (Counts *self, const char *folder, const char *account, guint64 *out_count, GError **error)
{
  g_autofree char *encoded = msp_claim_place_dup_encoded (account);
  gboolean good = TRUE;
  guint64 sum = 0;

  sqlite3_bind_text (self->sources, 1, folder, -1, SQLITE_STATIC);
  while (good && sqlite3_step (self->sources) == SQLITE_ROW)
    if (msp_claim_place_names (get_text (self->sources, 0) + strlen (folder), encoded))
      {
        sum += (guint64) sqlite3_column_int64 (self->sources, 1);
        good = sqlite3_column_int (self->sources, 3) == 0 || name_mailbox (self, account, get_text (self->sources, 2), error);
      }
  sqlite3_reset (self->sources);
  *out_count = sum > 0 ? sum : get_sum (self->mailbox, folder, account);
  return good;
}

static gboolean
compare_count (Counts *self, sqlite3_stmt *claim, GError **error)
{
  const char *path = get_text (claim, 3), *mailbox = get_text (claim, 4), *found = get_text (claim, 6);
  g_autofree char *folder = msp_claim_place_dup_folder (get_text (claim, 1));
  guint64 expected = (guint64) sqlite3_column_int64 (claim, 5), count = 0;

  if (path != NULL)
    count = found != NULL ? get_sum (self->file, found, NULL) : 0;
  else if (mailbox != NULL && !count_of_account (self, folder, mailbox, &count, error))
    return FALSE;
  else if (mailbox == NULL)
    count = get_sum (self->all, folder, get_text (claim, 2));
  const char *verdict = count == expected ? "same" : count > expected ? "more" : self->bounded ? "unknown" : "fewer";
  sqlite3_bind_int64 (self->update, 1, (sqlite3_int64) count);
  sqlite3_bind_text (self->update, 2, path != NULL && found == NULL ? "missing" : verdict, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->update, 3, sqlite3_column_int64 (claim, 0));
  return msp_database_step (self->database, self->update, error);
}

gboolean
msp_claim_apply_counts (MspDatabase *database, gboolean bounded, GError **error)
{
  Counts self = { .database = database, .bounded = bounded };
  sqlite3_stmt *claims = msp_database_prepare (database, SELECT_COUNTS, error);
  int code = SQLITE_DONE;
  gboolean good = claims != NULL && (self.sources = msp_database_prepare (database, SOURCES_WITH_MAIL, error)) != NULL
                  && (self.file = msp_database_prepare (database, SUM_OF_FILE, error)) != NULL
                  && (self.mailbox = msp_database_prepare (database, SUM_OF_MAILBOX, error)) != NULL
                  && (self.all = msp_database_prepare (database, SUM_OF_ALL, error)) != NULL
                  && (self.name = msp_database_prepare (database, UPDATE_MAILBOX, error)) != NULL
                  && (self.update = msp_database_prepare (database, UPDATE_COUNT, error)) != NULL;

  while (good && (code = sqlite3_step (claims)) == SQLITE_ROW)
    good = compare_count (&self, claims, error);
  if (good && code != SQLITE_DONE)
    good = msp_database_fail (database, error);
  sqlite3_finalize (claims);
  sqlite3_finalize (self.sources);
  sqlite3_finalize (self.file);
  sqlite3_finalize (self.mailbox);
  sqlite3_finalize (self.all);
  sqlite3_finalize (self.name);
  sqlite3_finalize (self.update);
  return good;
}

typedef struct { char *label, *folder; } Label;

static void
label_free (gpointer data)
{
  Label *label = data;

  g_free (label->label);
  g_free (label->folder);
  g_free (label);
}

/* Numbers of labels hold in their own export, which lies in one folder. */
static char *
dup_label_key (const char *source, const char *id)
{
  g_autofree char *folder = msp_claim_place_dup_folder (source);

  return g_strconcat (folder, "\n", id, NULL);
}

static GHashTable *
new_labels (MspDatabase *database, GError **error)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, label_free);
  sqlite3_stmt *rows = msp_database_prepare (database, SELECT_LABELS, error);

  while (rows != NULL && sqlite3_step (rows) == SQLITE_ROW)
    {
      char *key = dup_label_key (get_text (rows, 0), get_text (rows, 1));
      Label *label = g_new0 (Label, 1);

      label->label = g_strdup (get_text (rows, 2));
      label->folder = g_strdup (get_text (rows, 3));
      g_hash_table_replace (labels, key, label);
    }
  sqlite3_finalize (rows);
  return labels;
}

/* Numbers as names: those of folders go where the folder goes. */
static char *
dup_label_names (GHashTable *labels, const char *source, const char *numbers, const char **out_folder)
{
  g_auto (GStrv) ids = g_strsplit (numbers, " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *key = dup_label_key (source, ids[i]);
      const Label *label = g_hash_table_lookup (labels, key);
      const char *name = label != NULL ? label->label : strcmp (ids[i], "Starred") == 0 ? ids[i] : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
      if (label != NULL && label->folder != NULL && *out_folder == NULL)
        *out_folder = label->folder;
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* Zimbra exports one account as one archive: what stands before the folder is its name. */
static char *
dup_account (const char *found, const char *folder)
{
  g_autofree char *encoded = msp_claim_place_dup_encoded (folder), *above = msp_claim_place_dup_folder (found);

  if (!g_str_has_suffix (above, encoded) || strlen (above) < strlen (encoded) + 3)
    return NULL;
  above[strlen (above) - strlen (encoded) - 1] = '\0';
  return msp_claim_place_dup_archive (above);
}

static gboolean
apply_message (MspDatabase *database, sqlite3_stmt *claim, sqlite3_stmt *update, GHashTable *labels, GError **error)
{
  const char *folder = get_text (claim, 4), *stated = get_text (claim, 5);
  gboolean numbers = stated != NULL && strcmp (get_text (claim, 2), "proton") == 0;
  gboolean is_archive = folder != NULL && strcmp (get_text (claim, 2), "zimbra") == 0;
  g_autofree char *account = is_archive ? dup_account (get_text (claim, 0), folder) : NULL;
  g_autofree char *names = numbers ? dup_label_names (labels, get_text (claim, 1), stated, &folder) : g_strdup (stated);

  sqlite3_bind_text (update, 1, get_text (claim, 0), -1, SQLITE_STATIC);
  sqlite3_bind_text (update, 2, account != NULL ? account : get_text (claim, 3), -1, SQLITE_STATIC);
  sqlite3_bind_text (update, 3, folder, -1, SQLITE_STATIC);
  sqlite3_bind_text (update, 4, names, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, 5, sqlite3_column_int64 (claim, 6));
  sqlite3_bind_value (update, 6, sqlite3_column_value (claim, 7));
  return msp_database_step (database, update, error);
}

gboolean
msp_claim_apply_messages (MspDatabase *database, GError **error)
{
  sqlite3_stmt *claims = msp_database_prepare (database, SELECT_MESSAGES, error), *update = msp_database_prepare (database, UPDATE_MESSAGE, error);
  g_autoptr (GHashTable) labels = new_labels (database, error);
  gboolean good = claims != NULL && update != NULL;
  int code = SQLITE_DONE;

  while (good && (code = sqlite3_step (claims)) == SQLITE_ROW)
    good = apply_message (database, claims, update, labels, error);
  if (good && code != SQLITE_DONE)
    good = msp_database_fail (database, error);
  sqlite3_finalize (claims);
  sqlite3_finalize (update);
  return good;
}

gboolean
msp_claim_apply_problems (MspDatabase *database, GError **error)
{
  return msp_database_exec (database, INSERT_PROBLEMS, error);
}
