/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/holdings.h"

#include <string.h>

#include "access/folder-names.h"
#include "access/folder.h"
#include "access/table.h"

gboolean
msp_holdings_load_map (MspTrail *trail, const char *path, GError **error)
{
  g_autoptr (GPtrArray) rows = path != NULL ? msp_table_load (path, error) : NULL;

  for (guint i = 1; rows != NULL && i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);
      guint32 first = msp_mailboxes_add (trail->mailboxes, row[0]);

      for (guint n = 1; row[n] != NULL; n++)
        msp_mailboxes_join (trail->mailboxes, first, msp_mailboxes_add (trail->mailboxes, row[n]));
    }
  return path == NULL || rows != NULL;
}

static void
free_mailbox (gpointer data)
{
  MspHolding *mailbox = data;

  g_free (mailbox->name);
  g_free (mailbox);
}

static guint32
find_key (MspTrail *trail, const char *name)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  return msp_mailboxes_find (trail->mailboxes, msp_names_find (trail->names, small));
}

static void
add_mailbox (MspHoldings *self, MspTrail *trail, const MspAccessHoldingRow *row)
{
  MspHolding *mailbox = g_new0 (MspHolding, 1);

  *mailbox = (MspHolding) { g_strdup (row->mailbox), find_key (trail, row->mailbox), MSP_MAPPED_BY_NAME, row->messages };
  if (mailbox->mailbox == 0)
    mailbox->how = MSP_MAPPED_NOT;
  g_hash_table_insert (self->mailboxes, mailbox->name, mailbox);
}

/* Counts, for a mailbox without a name that the evidence knows, how much of its mail is addressed to each audited one. */
static void
count_recipients (GHashTable *counts, MspTrail *trail, const MspHolding *mailbox, const char *recipients)
{
  g_auto (GStrv) words = g_strsplit_set (recipients, " ,;<>\"", -1);
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint32 key = strchr (words[i], '@') != NULL ? find_key (trail, words[i]) : 0;
      GHashTable *own;

      if (key == 0 || !g_hash_table_add (met, GUINT_TO_POINTER (key)))
        continue;
      own = g_hash_table_lookup (counts, mailbox);
      if (own == NULL)
        g_hash_table_insert (counts, (gpointer) mailbox, own = g_hash_table_new (NULL, NULL));
      g_hash_table_insert (own, GUINT_TO_POINTER (key), GSIZE_TO_POINTER (GPOINTER_TO_SIZE (g_hash_table_lookup (own, GUINT_TO_POINTER (key))) + 1));
    }
}

/* The mailbox that most of the counted mail is addressed to; of two, the first in order. */
static guint32
find_main_recipient (GHashTable *own, MspTrail *trail, guint64 more_than)
{
  GHashTableIter keys;
  gpointer key, n;
  guint32 best = 0;
  gsize best_n = (gsize) more_than;

  g_hash_table_iter_init (&keys, own);
  while (g_hash_table_iter_next (&keys, &key, &n))
    {
      guint32 mailbox = GPOINTER_TO_UINT (key);
      gboolean first = best == 0 || strcmp (msp_names_get (trail->names, mailbox), msp_names_get (trail->names, best)) < 0;

      if (GPOINTER_TO_SIZE (n) > best_n || (GPOINTER_TO_SIZE (n) == best_n && best != 0 && first))
        {
          best = mailbox;
          best_n = GPOINTER_TO_SIZE (n);
        }
    }
  return best;
}

static void
map_by_recipients (MspHoldings *self, MspTrail *trail, GHashTable *counts)
{
  GHashTableIter mailboxes;
  gpointer value;

  g_hash_table_iter_init (&mailboxes, self->mailboxes);
  while (g_hash_table_iter_next (&mailboxes, NULL, &value))
    {
      MspHolding *mailbox = value;
      GHashTable *own = g_hash_table_lookup (counts, mailbox);

      if (own == NULL)
        continue;
      mailbox->mailbox = find_main_recipient (own, trail, mailbox->messages / 2);
      mailbox->how = mailbox->mailbox != 0 ? MSP_MAPPED_BY_RECIPIENTS : MSP_MAPPED_NOT;
    }
}

static gboolean
list_mailboxes (MspHoldings *self, MspTrail *trail, MspAccessWriter *source, gboolean *out_strangers, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (source, MSP_ACCESS_HOLDINGS, error);
  MspAccessHoldingRow row;
  gboolean end;

  *out_strangers = FALSE;
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      if (end)
        return TRUE;
      add_mailbox (self, trail, &row);
      *out_strangers |= msp_holdings_get (self, row.mailbox)->mailbox == 0;
    }
  return FALSE;
}

static gboolean
look_at_recipients (MspHoldings *self, MspTrail *trail, MspAccessWriter *source, GHashTable *counts, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (source, MSP_ACCESS_IDS, error);
  MspAccessIdRow row;
  gboolean end;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      if (end)
        return TRUE;
      const MspHolding *mailbox = msp_holdings_get (self, row.mailbox);
      if (mailbox->mailbox == 0)
        count_recipients (counts, trail, mailbox, row.recipients);
    }
  return FALSE;
}

static gboolean
load_folders (MspHoldings *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) rows = path != NULL ? msp_table_load (path, error) : NULL;

  for (guint i = 1; rows != NULL && i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      if (row[1] != NULL)
        g_hash_table_insert (self->folders, msp_folder_normalise (row[0]), msp_folder_normalise (row[1]));
    }
  return path == NULL || rows != NULL;
}

MspHoldings *
msp_holdings_new (MspTrail *trail, MspAccessWriter *source, const char *folder_map, GError **error)
{
  g_autoptr (MspHoldings) self = g_new0 (MspHoldings, 1);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_destroy);
  gboolean strangers;

  self->mailboxes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_mailbox);
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!load_folders (self, folder_map, error) || !list_mailboxes (self, trail, source, &strangers, error)
      || (strangers && !look_at_recipients (self, trail, source, counts, error)))
    return NULL;
  map_by_recipients (self, trail, counts);
  return g_steal_pointer (&self);
}

const MspHolding *
msp_holdings_get (const MspHoldings *self, const char *name)
{
  return g_hash_table_lookup (self->mailboxes, name);
}

char *
msp_holdings_dup_folder (const MspHoldings *self, const char *folder)
{
  g_autofree char *normal = msp_folder_normalise (folder);
  const char *mapped = g_hash_table_lookup (self->folders, normal);

  return mapped != NULL ? g_strdup (mapped) : g_steal_pointer (&normal);
}

guint32
msp_holdings_find_folder (const MspHoldings *self, const MspTrail *trail, const char *folder)
{
  g_autofree char *normal = msp_holdings_dup_folder (self, folder), *general = msp_folder_generalise (normal);

  return msp_names_find (trail->names, general);
}

void
msp_holdings_free (MspHoldings *self)
{
  g_hash_table_destroy (self->mailboxes);
  g_hash_table_destroy (self->folders);
  g_free (self);
}
