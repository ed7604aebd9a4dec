/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/holes.h"

struct _MspHoles {
  GHashTable *mailboxes;   /* GArray of gint64, latest times in order, by mailbox */
  guint64     of_any;
};

static void
free_list (gpointer list)
{
  g_array_free (list, TRUE);
}

static void
add (MspHoles *self, guint32 mailbox, gint64 time)
{
  GArray *times = g_hash_table_lookup (self->mailboxes, GUINT_TO_POINTER (mailbox));

  if (times == NULL)
    g_hash_table_insert (self->mailboxes, GUINT_TO_POINTER (mailbox), times = g_array_new (FALSE, FALSE, sizeof (gint64)));
  g_array_append_val (times, time);
}

static int
compare_times (gconstpointer left, gconstpointer right)
{
  gint64 a = *(const gint64 *) left, b = *(const gint64 *) right;

  return (a > b) - (a < b);
}

static void
sort_times (gpointer mailbox G_GNUC_UNUSED, gpointer times, gpointer data G_GNUC_UNUSED)
{
  g_array_sort (times, compare_times);
}

/* A key that stands nowhere else may be another name of any mailbox. */
static GHashTable *
list_holdings (const MspHoldings *holdings)
{
  GHashTable *known = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer holding;

  g_hash_table_iter_init (&iter, holdings->mailboxes);
  while (g_hash_table_iter_next (&iter, NULL, &holding))
    g_hash_table_add (known, GUINT_TO_POINTER (((const MspHolding *) holding)->mailbox));
  return known;
}

MspHoles *
msp_holes_new (const GArray *holes, const MspIndex *index, const MspHoldings *holdings)
{
  MspHoles *self = g_new0 (MspHoles, 1);
  g_autoptr (GHashTable) held = list_holdings (holdings);

  self->mailboxes = g_hash_table_new_full (NULL, NULL, NULL, free_list);
  for (guint i = 0; i < holes->len; i++)
    {
      const MspRecordHole *hole = &g_array_index (holes, MspRecordHole, i);
      guint32 mailbox = msp_mailboxes_find (index->trail->mailboxes, hole->mailbox);
      gboolean is_known = msp_index_get_mailbox (index, mailbox) != NULL || g_hash_table_contains (held, GUINT_TO_POINTER (mailbox));

      if (mailbox != 0 && is_known)
        add (self, mailbox, hole->time);
      else
        self->of_any++;
    }
  g_hash_table_foreach (self->mailboxes, sort_times, NULL);
  return self;
}

guint64
msp_holes_count (const MspHoles *self, guint32 mailbox, gint64 received)
{
  const GArray *times = g_hash_table_lookup (self->mailboxes, GUINT_TO_POINTER (mailbox));
  guint low = 0, high = times != NULL ? times->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (times, gint64, middle) < received)
        low = middle + 1;
      else
        high = middle;
    }
  return self->of_any + (times != NULL ? times->len - low : 0);
}

gboolean
msp_holes_name (const MspHoles *self, guint32 mailbox)
{
  return g_hash_table_contains (self->mailboxes, GUINT_TO_POINTER (mailbox));
}

void
msp_holes_free (MspHoles *self)
{
  g_hash_table_destroy (self->mailboxes);
  g_free (self);
}
