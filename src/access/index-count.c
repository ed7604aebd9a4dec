/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* What the archive holds, counted against what the records say was fetched. */

#include "access/basis.h"
#include "access/index.h"

static void
count_id (MspIndex *self, guint32 mailbox, guint32 name)
{
  gint64 key = msp_names_pair (mailbox, name);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &key));

  g_hash_table_insert (self->counts, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (n + 1));
}

/* The first session that ended when the message was there counts it; the later ones do when all are summed up. */
static void
count_for_sessions (const MspIndex *self, MspIndexMailbox *mailbox, gint64 received, guint64 size)
{
  for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
    {
      const GArray *list = mailbox->lists[MSP_LIST_SESSION][class];
      guint first = list != NULL ? msp_trail_find_time (self->trail, list, received) : 0;

      if (list == NULL || first == list->len)
        continue;
      if (mailbox->session_messages[class] == NULL)
        {
          mailbox->session_messages[class] = g_new0 (guint64, list->len);
          mailbox->session_bytes[class] = g_new0 (guint64, list->len);
        }
      mailbox->session_messages[class][first]++;
      mailbox->session_bytes[class][first] += size;
    }
}

void
msp_index_count (MspIndex *self, guint32 mailbox, guint32 key, const char *folded, gint64 received, guint64 size)
{
  MspIndexMailbox *found = msp_index_get_mailbox (self, mailbox);
  guint32 cut;

  if (mailbox != 0 && key != 0)
    count_id (self, mailbox, key);
  for (guint at = 0; mailbox != 0 && folded[0] != '\0' && (cut = msp_index_find_cut (self, mailbox, folded, &at)) != 0;)
    count_id (self, mailbox, cut);
  if (found != NULL)
    count_for_sessions (self, found, received, size);
}

/* A session that fetched as much as the mailbox held took it all; one that fetched less took some of it. Where the archive holds nothing
   that was there by its time, it took all that a clock may be wrong about. */
static MspIndexList
judge_session (const MspTrace *trace, guint64 held_messages, guint64 held_bytes)
{
  gboolean all_messages = trace->has_messages && trace->messages >= held_messages;
  gboolean all_bytes = trace->has_bytes && trace->bytes >= held_bytes;

  if (all_messages || all_bytes)
    return trace->is_pop ? MSP_LIST_POP_BULK : MSP_LIST_IMAP_BULK;
  return trace->has_messages ? MSP_LIST_COUNT : MSP_LIST_BYTES;
}

static void
append (GArray **list, guint32 trace)
{
  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (*list, trace);
}

static void
judge_sessions (const MspIndex *self, MspIndexMailbox *mailbox, gsize class)
{
  const GArray *list = mailbox->lists[MSP_LIST_SESSION][class];
  const guint64 *messages = mailbox->session_messages[class], *bytes = mailbox->session_bytes[class];

  guint64 n = 0, size = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      guint32 trace = g_array_index (list, guint32, i);

      n += messages != NULL ? messages[i] : 0;
      size += messages != NULL ? bytes[i] : 0;
      mailbox->held = MAX (mailbox->held, n);
      append (&mailbox->lists[judge_session (msp_trail_get (self->trail, trace), n, size)][class], trace);
    }
}

static guint64
get_weight (const MspTrail *trail, MspIndexList list, const MspTrace *trace)
{
  switch (list)
    {
    case MSP_LIST_UNRESOLVED: return MAX (msp_trail_count_unnamed (trail, trace), 1);
    case MSP_LIST_COUNT: return trace->messages;
    default: return trace->bytes;
    }
}

static void
weigh (const MspIndex *self, MspIndexMailbox *mailbox, MspIndexList which, gsize class)
{
  const GArray *list = mailbox->lists[which][class];
  guint64 sum = 0;

  if (list == NULL)
    return;
  mailbox->weights[which][class] = g_new (guint64, list->len);
  for (guint i = list->len; i-- > 0;)
    {
      sum += get_weight (self->trail, which, msp_trail_get (self->trail, g_array_index (list, guint32, i)));
      mailbox->weights[which][class][i] = sum;
    }
}

/* What names a message that the archive has not may mean one that has no id there. */
static void
list_strange_names (MspIndex *self)
{
  for (guint i = 0; i < self->hits->len; i++)
    {
      const MspIndexHit *hit = &g_array_index (self->hits, MspIndexHit, i);
      const MspTrace *trace = msp_trail_get (self->trail, hit->trace);
      MspActorClass class = msp_actors_get_class (self->actors, trace);
      MspBasis basis;

      if (class != MSP_ACTOR_TRUSTED && trace->kind != MSP_EVENT_BIND && msp_basis_find_of_record ((MspEventKind) trace->kind, &basis)
          && msp_index_get_count (self, hit->mailbox, hit->key) == 0)
        append (&msp_index_get_mailbox (self, hit->mailbox)->lists[MSP_LIST_NAMING][class], hit->trace);
    }
}

static int
compare_traces (gconstpointer left, gconstpointer right)
{
  guint32 a = *(const guint32 *) left, b = *(const guint32 *) right;

  return (a > b) - (a < b);
}

static void
sort_names (MspIndexMailbox *mailbox, gsize class)
{
  if (mailbox->lists[MSP_LIST_NAMING][class] != NULL)
    g_array_sort (mailbox->lists[MSP_LIST_NAMING][class], compare_traces);
}

void
msp_index_end_count (MspIndex *self)
{
  static const MspIndexList weighed[] = { MSP_LIST_UNRESOLVED, MSP_LIST_REQUEST, MSP_LIST_COUNT, MSP_LIST_BYTES };
  GHashTableIter iter;
  gpointer mailbox;

  for (gsize class = 0; self->everyone != NULL && class < MSP_INDEX_CLASSES; class++)
    weigh (self, self->everyone, MSP_LIST_UNRESOLVED, class);
  list_strange_names (self);
  g_hash_table_iter_init (&iter, self->mailboxes);
  while (g_hash_table_iter_next (&iter, NULL, &mailbox))
    for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
      {
        sort_names (mailbox, class);
        judge_sessions (self, mailbox, class);
        for (gsize i = 0; i < G_N_ELEMENTS (weighed); i++)
          weigh (self, mailbox, weighed[i], class);
      }
}

guint
msp_index_get_count (const MspIndex *self, guint32 mailbox, guint32 key)
{
  gint64 wanted = msp_names_pair (mailbox, key);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &wanted));
}

void
msp_index_note_place (MspIndex *self, guint32 mailbox, guint32 key, guint32 id)
{
  gint64 wanted = msp_names_pair (mailbox, key);

  if (!g_hash_table_contains (self->places, &wanted))
    g_hash_table_insert (self->places, g_memdup2 (&wanted, sizeof wanted), GUINT_TO_POINTER (id));
}

guint32
msp_index_get_place (const MspIndex *self, guint32 mailbox, guint32 key)
{
  gint64 wanted = msp_names_pair (mailbox, key);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &wanted));
}
