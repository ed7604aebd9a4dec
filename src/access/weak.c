/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/weak.h"

#include "access/presence.h"
#include "access/subject.h"

typedef struct {
  guint64 subject, size;
  guint32 mailbox;
} Key;

/* What has a key: the messages without an id, and the records, by class. */
typedef struct {
  Key     key;
  guint   messages;
  GArray *traces[MSP_INDEX_CLASSES];   /* guint32, or NULL */
} Twin;

struct _MspWeak {
  const MspIndex *index;
  GHashTable     *twins;   /* Twin by its own key */
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return (guint) (key->subject ^ key->subject >> 32) * 31 + (guint) key->size * 33 + key->mailbox;
}

static gboolean
key_equal (gconstpointer left, gconstpointer right)
{
  const Key *a = left, *b = right;

  return a->subject == b->subject && a->size == b->size && a->mailbox == b->mailbox;
}

static void
free_twin (gpointer data)
{
  Twin *twin = data;

  for (gsize i = 0; i < MSP_INDEX_CLASSES; i++)
    if (twin->traces[i] != NULL)
      g_array_free (twin->traces[i], TRUE);
  g_free (twin);
}

/* An item whose id the archive has is the message with that id. */
static void
take_item (MspWeak *self, const MspTrace *trace, guint32 number, const MspTrailItem *item)
{
  const Key key = { item->subject, item->size, trace->mailbox };
  MspActorClass class = msp_actors_get_class (self->index->actors, trace);
  Twin *twin = g_hash_table_lookup (self->twins, &key);

  if (item->subject == 0 || item->size == 0 || class == MSP_ACTOR_TRUSTED)
    return;
  if (twin == NULL)
    {
      twin = g_new0 (Twin, 1);
      twin->key = key;
      g_hash_table_insert (self->twins, &twin->key, twin);
    }
  if (twin->traces[class] == NULL)
    twin->traces[class] = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (twin->traces[class], number);
}

MspWeak *
msp_weak_new (const MspIndex *index)
{
  MspWeak *self = g_new0 (MspWeak, 1);
  MspBasis basis;

  self->index = index;
  self->twins = g_hash_table_new_full (key_hash, key_equal, NULL, free_twin);
  for (guint i = 0; i < index->trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (index->trail, i);
      gboolean is_access = trace->mailbox != 0 && msp_basis_find_of_record ((MspEventKind) trace->kind, &basis);

      for (guint n = 0; is_access && n < trace->n_items; n++)
        {
          const MspTrailItem *item = msp_trail_get_item (index->trail, trace, n);

          if (item->folded == 0 || msp_index_get_count (index, trace->mailbox, item->folded) == 0)
            take_item (self, trace, i, item);
        }
    }
  return self;
}

static Twin *
find (const MspWeak *self, guint32 mailbox, const char *subject, guint64 size)
{
  const Key key = { msp_subject_hash (subject), size, mailbox };

  return key.subject != 0 ? g_hash_table_lookup (self->twins, &key) : NULL;
}

void
msp_weak_count (MspWeak *self, guint32 mailbox, const char *subject, guint64 size)
{
  Twin *twin = find (self, mailbox, subject, size);

  if (twin != NULL)
    twin->messages++;
}

void
msp_weak_fill (const MspWeak *self, MspGrounds *grounds, const MspSubject *subject)
{
  const Twin *twin = find (self, subject->mailbox, subject->subject, subject->size);
  const MspPresence presence = msp_presence_init (subject->received, subject->is_date_only, MSP_RECORD_PAD);

  for (gsize class = 0; twin != NULL && twin->messages == 1 && class < MSP_INDEX_CLASSES; class++)
    {
      MspSupport support = { 0 };

      msp_presence_add (&presence, self->index->trail, twin->traces[class], NULL, &support, &grounds->found[MSP_BASIS_LOG_GAP][class]);
      if (support.n == 0)
        continue;
      grounds->found[MSP_BASIS_NO_ID][class] = support;
      grounds->is_weak = TRUE;
    }
}

void
msp_weak_free (MspWeak *self)
{
  g_hash_table_destroy (self->twins);
  g_free (self);
}
