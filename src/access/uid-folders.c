/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/uid-folders.h"

#include <string.h>

#define AMBIGUOUS G_MAXUINT

struct _MspUidFolders {
  const MspHoldings *holdings;
  GHashTable *exact;      /* "mailbox name" to number */
  GHashTable *alike;      /* "mailbox name" without root and with slashes to number, or AMBIGUOUS */
  GPtrArray  *names;      /* the latter of each number */
  GHashTable *named;      /* mailbox << 32 | name, as records name folders, to number */
};

static char *
dup_key (guint32 mailbox, const char *name)
{
  return g_strdup_printf ("%u %s", mailbox, name);
}

/* Servers part levels by dots or slashes, and some put all folders below INBOX. */
static char *
dup_alike_key (guint32 mailbox, const char *name)
{
  g_autofree char *slashed = g_strdelimit (g_strdup (name), ".", '/');
  gboolean below = g_str_has_prefix (slashed, "inbox/") && slashed[strlen ("inbox/")] != '\0';

  return dup_key (mailbox, slashed + (below ? strlen ("inbox/") : 0));
}

static guint
get (GHashTable *numbers, char *key)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, key));

  g_free (key);
  return number != AMBIGUOUS ? number : 0;
}

/* All names of folders that records give beside a UID. */
static void
collect_name (gpointer data, const MspTrace *trace, MspTrailItem *item)
{
  MspUidFolders *self = data;
  const gint64 pair = msp_names_pair (trace->mailbox, item->folder);

  if (item->uid != 0 && item->folder != 0 && !g_hash_table_contains (self->named, &pair))
    g_hash_table_insert (self->named, g_memdup2 (&pair, sizeof pair), NULL);
}

/* The mailbox itself is its INBOX. A mailbox that is known by its recipients alone may be another. */
static gboolean
get_own_name (const MspUidFolders *self, const char *mailbox, const char *folder, guint32 *out_mailbox, char **out_name)
{
  const MspHolding *holding = msp_holdings_get (self->holdings, mailbox);

  if (holding == NULL || holding->how != MSP_MAPPED_BY_NAME)
    return FALSE;
  *out_mailbox = holding->mailbox;
  *out_name = msp_holdings_dup_folder (self->holdings, folder);
  if ((*out_name)[0] == '\0')
    {
      g_free (*out_name);
      *out_name = g_strdup ("inbox");
    }
  return TRUE;
}

static void
add_folder (MspUidFolders *self, const MspAccessUidFolderRow *row)
{
  g_autofree char *name = NULL;
  guint32 mailbox;

  if (!get_own_name (self, row->mailbox, row->folder, &mailbox, &name))
    return;
  g_autofree char *exact = dup_key (mailbox, name), *alike = dup_alike_key (mailbox, name);
  if (g_hash_table_contains (self->exact, exact))
    return;
  g_hash_table_insert (self->exact, g_steal_pointer (&exact), GUINT_TO_POINTER (self->names->len + 1));
  gboolean is_known = g_hash_table_contains (self->alike, alike);
  g_ptr_array_add (self->names, g_strdup (alike));
  g_hash_table_replace (self->alike, g_steal_pointer (&alike), GUINT_TO_POINTER (is_known ? AMBIGUOUS : self->names->len));
}

static gboolean
load_folders (MspUidFolders *self, MspAccessWriter *source, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (source, MSP_ACCESS_UID_FOLDERS, error);
  MspAccessUidFolderRow row;
  gboolean end;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      if (end)
        return TRUE;
      add_folder (self, &row);
    }
  return FALSE;
}

/* Names that agree come first. One that is only alike is taken if no record calls the folder otherwise. */
static void
match_names (MspUidFolders *self, const MspTrail *trail)
{
  g_autofree guint *n_alike = g_new0 (guint, self->names->len + 1);
  GHashTableIter iter;
  gpointer key, value;

  for (int round = 0; round < 3; round++)
    {
      g_hash_table_iter_init (&iter, self->named);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          guint64 pair = (guint64) *(const gint64 *) key;
          const char *name = msp_names_get (trail->names, (guint32) pair);
          guint exact = get (self->exact, dup_key ((guint32) (pair >> 32), name));
          guint alike = get (self->alike, dup_alike_key ((guint32) (pair >> 32), name));

          if (round == 0 && exact != 0)
            g_hash_table_iter_replace (&iter, GUINT_TO_POINTER (exact));
          if (round == 1)
            n_alike[exact != 0 ? exact : alike] += exact != 0 ? 2 : 1;
          if (round == 2 && exact == 0 && alike != 0 && n_alike[alike] == 1)
            g_hash_table_iter_replace (&iter, GUINT_TO_POINTER (alike));
        }
    }
}

MspUidFolders *
msp_uid_folders_new (const MspTrail *trail, const MspHoldings *holdings, MspAccessWriter *source, GError **error)
{
  g_autoptr (MspUidFolders) self = g_new0 (MspUidFolders, 1);

  self->holdings = holdings;
  self->exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->named = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  msp_trail_visit_items (trail, collect_name, self);
  if (g_hash_table_size (self->named) > 0 && !load_folders (self, source, error))
    return NULL;
  match_names (self, trail);
  return g_steal_pointer (&self);
}

guint
msp_uid_folders_get_count (const MspUidFolders *self)
{
  return self->names->len;
}

guint
msp_uid_folders_find (const MspUidFolders *self, guint32 mailbox, guint32 name)
{
  const gint64 pair = msp_names_pair (mailbox, name);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->named, &pair));
}

gboolean
msp_uid_folders_is_within (const MspUidFolders *self, guint folder, guint32 mailbox, const char *name)
{
  g_autofree char *above = dup_alike_key (mailbox, name);
  const char *own = g_ptr_array_index (self->names, folder - 1);
  gsize len = strlen (above);

  return strncmp (own, above, len) == 0 && (own[len] == '\0' || own[len] == '/');
}

guint
msp_uid_folders_find_own (const MspUidFolders *self, const char *mailbox, const char *folder)
{
  g_autofree char *name = NULL;
  guint32 number;

  return get_own_name (self, mailbox, folder, &number, &name) ? get (self->exact, dup_key (number, name)) : 0;
}

void
msp_uid_folders_free (MspUidFolders *self)
{
  g_hash_table_destroy (self->exact);
  g_hash_table_destroy (self->alike);
  g_hash_table_destroy (self->named);
  g_ptr_array_unref (self->names);
  g_free (self);
}
