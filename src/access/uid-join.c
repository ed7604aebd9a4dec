/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/uid-join.h"

#include <string.h>

#include "access/keys.h"
#include "access/message-id.h"
#include "access/uid-folders.h"

/* The mail of the archive that has a UID in a folder. */
typedef enum { OWNER_NONE, OWNER_ONE, OWNER_MANY } OwnerState;
typedef struct {
  gint64  received;      /* of the latest copy; MSP_TIME_UNKNOWN where only the sender's date tells it */
  guint32 key;           /* name */
  guint32 validity;
  guint8  state;
  guint8  has_id;
} Owner;

typedef struct {
  MspTrail      *trail;
  MspUidFolders *folders;
  GHashTable    *owners;   /* folder << 32 | UID to Owner: those that records name */
  GArray        *since;    /* gint64 by folder: records from then on mean what is there now; G_MAXINT64: none do */
  GHashTable    *strange;  /* mailbox << 32 | key of ids beside UIDs whose mail has none, until they are found elsewhere */
} Join;

static void
join_clear (Join *self)
{
  g_clear_pointer (&self->folders, msp_uid_folders_free);
  g_hash_table_destroy (self->owners);
  g_hash_table_destroy (self->strange);
  g_array_free (self->since, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Join, join_clear)

static Owner *
find_owner (const Join *self, guint folder, guint32 uid)
{
  const gint64 key = msp_names_pair (folder, uid);

  return folder != 0 && uid != 0 ? g_hash_table_lookup (self->owners, &key) : NULL;
}

/* An item with a UID in a folder whose UIDs the archive knows. */
typedef void (*Visit) (Join *self, const MspTrace *trace, MspTrailItem *item, guint folder);

typedef struct {
  Join *join;
  Visit visit;
} Walk;

static void
visit_item (gpointer data, const MspTrace *trace, MspTrailItem *item)
{
  const Walk *self = data;
  guint folder = item->uid != 0 ? msp_uid_folders_find (self->join->folders, trace->mailbox, item->folder) : 0;

  if (folder != 0)
    self->visit (self->join, trace, item, folder);
}

static void
visit_items (Join *self, Visit visit)
{
  msp_trail_visit_items (self->trail, visit_item, &(Walk) { self, visit });
}

static void
want_owner (Join *self, const MspTrace *trace, MspTrailItem *item, guint folder)
{
  const gint64 key = msp_names_pair (folder, item->uid);

  if (find_owner (self, folder, item->uid) == NULL)
    g_hash_table_insert (self->owners, g_memdup2 (&key, sizeof key), g_new0 (Owner, 1));
}

/* A mailbox file that stands for itself is the INBOX where servers deliver, "var/mail/jane"; elsewhere nobody knows which folder it was. */
static gboolean
knows_folder (const MspHoldings *holdings, const MspAccessUidRow *row)
{
  g_autofree char *folder = msp_holdings_dup_folder (holdings, row->folder);
  const char *slash = strrchr (row->locator, '/');
  gboolean in_file = slash != NULL && strchr (slash, '@') != NULL;
  g_autofree char *above = in_file ? g_strndup (row->locator, (gsize) (slash - row->locator)) : NULL;

  return folder[0] != '\0' || !in_file || g_str_has_suffix (above, "var/mail") || g_str_has_suffix (above, "spool/mail");
}

/* Copies of one message may share a UID: of the same folder, in archives of different days. */
static void
note_owner (Join *self, Owner *owner, const MspAccessUidRow *row)
{
  gboolean is_known = row->received_basis > MSP_RECEIVED_DATE;
  g_autofree char *name = msp_keys_dup (row->message_id, row->id);
  guint32 key = msp_names_add (self->trail->names, name);
  const Owner found = {
    .received = is_known ? row->received : MSP_TIME_UNKNOWN, .key = key, .validity = (guint32) row->validity, .state = OWNER_ONE,
    .has_id = msp_keys_is_message_id (name),
  };

  if (owner->state == OWNER_NONE)
    *owner = found;
  else if (owner->key != key || owner->validity != found.validity)
    owner->state = OWNER_MANY;
  else
    owner->received = MAX (owner->received, found.received);
}

static gboolean
read_owners (Join *self, const MspHoldings *holdings, MspAccessWriter *source, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (source, MSP_ACCESS_UIDS, error);
  MspAccessUidRow row;
  gboolean end;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      if (end)
        return TRUE;
      Owner *owner = find_owner (self, msp_uid_folders_find_own (self->folders, row.mailbox, row.folder), (guint32) row.uid);

      if (owner != NULL && knows_folder (holdings, &row))
        note_owner (self, owner, &row);
    }
  return FALSE;
}

static void
note_change (Join *self, guint32 mailbox, const char *name, gint64 time)
{
  for (guint folder = 1; folder <= msp_uid_folders_get_count (self->folders); folder++)
    if (msp_uid_folders_is_within (self->folders, folder, mailbox, name))
      g_array_index (self->since, gint64, folder) = MAX (g_array_index (self->since, gint64, folder), time);
}

/* Records of Dovecot and Cyrus about a folder itself: a new one begins to count anew, and one that goes takes those below it along. */
static void
note_folder_changes (Join *self)
{
  static const char *const changes[] = { "mailbox created", "mailbox deleted", "mailbox renamed", "create", "delete", "rename", NULL };
  const MspNames *names = self->trail->names;

  for (guint i = 0; i < self->trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (self->trail, i);
      g_autofree char *operation = trace->n_items == 0 && trace->folder != 0 ? g_ascii_strdown (msp_names_get (names, trace->operation), -1) : NULL;

      if (operation == NULL || !g_strv_contains (changes, operation))
        continue;
      gint64 time = trace->time + msp_clock_get_zone_doubt ((MspClock) trace->clock);
      g_auto (GStrv) folders = g_strsplit (msp_names_get (names, trace->folder), " -> ", 2);
      for (gsize n = 0; folders[n] != NULL; n++)
        note_change (self, trace->mailbox, folders[n], time);
      if (trace->target != 0)
        note_change (self, trace->mailbox, msp_names_get (names, trace->target), time);
    }
}

static gboolean
agrees (const Join *self, const MspTrailItem *item, const Owner *owner)
{
  const char *stated = msp_names_get (self->trail->names, item->folded), *own = msp_names_get (self->trail->names, owner->key);

  return item->folded == 0 || owner->has_id == 0 || (item->is_cut != 0 ? g_str_has_prefix (own, stated) : item->folded == owner->key);
}

/* A record that cannot mean the mail that has its UID now shows that the folder was numbered otherwise then. */
static void
note_contradiction (Join *self, const MspTrace *trace, MspTrailItem *item, guint folder)
{
  const Owner *owner = find_owner (self, folder, item->uid);
  gboolean is_older = owner->state == OWNER_ONE && owner->received != MSP_TIME_UNKNOWN
                      && trace->time < owner->received - msp_clock_get_doubt ((MspClock) trace->clock, trace->precision);

  if (owner->state == OWNER_ONE && (is_older || !agrees (self, item, owner)))
    g_array_index (self->since, gint64, folder) = G_MAXINT64;
}

static const Owner *
find_meant (const Join *self, const MspTrace *trace, const MspTrailItem *item, guint folder)
{
  const Owner *owner = find_owner (self, folder, item->uid);

  gint64 time = trace->time - msp_clock_get_zone_doubt ((MspClock) trace->clock);

  return owner->state == OWNER_ONE && time >= g_array_index (self->since, gint64, folder) ? owner : NULL;
}

static gboolean
is_strange (const MspTrailItem *item, const Owner *owner)
{
  return owner != NULL && item->folded != 0 && item->is_cut == 0 && owner->has_id == 0;
}

static void
note_strange (Join *self, const MspTrace *trace, MspTrailItem *item, guint folder)
{
  const gint64 key = msp_names_pair (trace->mailbox, item->folded);

  if (is_strange (item, find_meant (self, trace, item, folder)))
    g_hash_table_insert (self->strange, g_memdup2 (&key, sizeof key), NULL);
}

/* What names mail by a Message-ID that the archive has means that. */
static gboolean
drop_known (Join *self, const MspHoldings *holdings, MspAccessWriter *source, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (source, MSP_ACCESS_IDS, error);
  MspAccessIdRow row;
  gboolean end;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      if (end)
        return TRUE;
      g_autofree char *name = msp_keys_dup (row.message_id, row.id);
      const gint64 key = msp_names_pair (msp_holdings_get (holdings, row.mailbox)->mailbox, msp_names_find (self->trail->names, name));

      g_hash_table_remove (self->strange, &key);
    }
  return FALSE;
}

static void
join_item (Join *self, const MspTrace *trace, MspTrailItem *item, guint folder)
{
  const Owner *owner = find_meant (self, trace, item, folder);
  const gint64 key = msp_names_pair (trace->mailbox, item->folded);

  if (owner == NULL || (item->folded != 0 && item->is_cut == 0 && !(is_strange (item, owner) && g_hash_table_contains (self->strange, &key))))
    return;
  item->folded = owner->key;
  item->is_cut = FALSE;
  item->join = MSP_JOIN_UID;
}

gboolean
msp_uid_join (MspTrail *trail, const MspHoldings *holdings, MspAccessWriter *source, GError **error)
{
  g_auto (Join) self = {
    .trail = trail, .owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .strange = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL), .since = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .folders = msp_uid_folders_new (trail, holdings, source, error),
  };
  const gint64 ever = G_MININT64;

  if (self.folders == NULL)
    return FALSE;
  if (msp_uid_folders_get_count (self.folders) == 0)
    return TRUE;
  for (guint i = 0; i <= msp_uid_folders_get_count (self.folders); i++)
    g_array_append_val (self.since, ever);
  visit_items (&self, want_owner);
  if (!read_owners (&self, holdings, source, error))
    return FALSE;
  note_folder_changes (&self);
  visit_items (&self, note_contradiction);
  visit_items (&self, note_strange);
  if (g_hash_table_size (self.strange) > 0 && !drop_known (&self, holdings, source, error))
    return FALSE;
  visit_items (&self, join_item);
  return TRUE;
}
