/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/logins.h"

/* Logins in order of time, those before next being ended. */
typedef struct {
  GArray *logins;   /* guint32 */
  guint   next;
} Queue;

typedef struct {
  const MspIndex *index;
  GHashTable *ends;        /* time of the last end of a session, by its name */
  GHashTable *addresses;   /* Queue by mailbox and address: of logins whose session no end names */
  GHashTable *mailboxes[MSP_N_ACTOR_CLASSES];   /* the same logins by mailbox */
  guint8     *is_ended;    /* of each trace */
} Build;

static gboolean
is_login (const MspTrace *trace)
{
  return trace->kind == MSP_EVENT_LOGIN && trace->opens_session && trace->mailbox != 0;
}

static guint32
get_session (const Build *self, const MspTrace *trace)
{
  return msp_trail_get_context (self->index->trail, trace)->session;
}

static void
note_end (Build *self, const MspTrace *trace)
{
  guint32 session = get_session (self, trace);

  if (trace->kind == MSP_EVENT_SESSION && session != 0)
    g_hash_table_insert (self->ends, GUINT_TO_POINTER (session), g_memdup2 (&trace->time, sizeof trace->time));
}

static void
push (GHashTable *queues, gint64 key, guint32 i)
{
  Queue *queue = g_hash_table_lookup (queues, &key);

  if (queue == NULL)
    {
      queue = g_new0 (Queue, 1);
      queue->logins = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (queues, g_memdup2 (&key, sizeof key), queue);
    }
  g_array_append_val (queue->logins, i);
}

static gint64
get_address_key (const Build *self, const MspTrace *trace)
{
  return msp_names_pair (trace->mailbox, msp_trail_get_context (self->index->trail, trace)->ip);
}

static void
note_login (Build *self, const MspTrace *trace, guint32 i)
{
  const gint64 *end = g_hash_table_lookup (self->ends, GUINT_TO_POINTER (get_session (self, trace)));

  self->is_ended[i] = end != NULL && *end >= trace->time;
  if (self->is_ended[i])
    return;
  push (self->addresses, get_address_key (self, trace), i);
  push (self->mailboxes[msp_actors_get_class (self->index->actors, trace)], trace->mailbox, i);
}

/* Ends the oldest login of the queue that is open and not after time. */
static gboolean
end_one (Build *self, GHashTable *queues, gint64 key, gint64 time)
{
  Queue *queue = g_hash_table_lookup (queues, &key);

  for (; queue != NULL && queue->next < queue->logins->len; queue->next++)
    {
      guint32 login = g_array_index (queue->logins, guint32, queue->next);

      if (self->is_ended[login])
        continue;
      if (msp_trail_get (self->index->trail, login)->time > time)
        return FALSE;
      self->is_ended[login] = TRUE;
      return TRUE;
    }
  return FALSE;
}

/* Some servers name no session where one ends, and some no address either: then it may be anybody's, and those are taken first who
   matter least. */
static void
end_nameless (Build *self, const MspTrace *trace)
{
  static const MspActorClass order[] = { MSP_ACTOR_TRUSTED, MSP_ACTOR_UNKNOWN, MSP_ACTOR_HOSTILE };

  if (trace->kind != MSP_EVENT_SESSION || get_session (self, trace) != 0)
    return;
  if (msp_trail_get_context (self->index->trail, trace)->ip != 0)
    end_one (self, self->addresses, get_address_key (self, trace), trace->time);
  else
    for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
      if (end_one (self, self->mailboxes[order[i]], trace->mailbox, trace->time))
        return;
}

static void
list_open (const Build *self, const MspTrace *trace, guint32 i)
{
  MspActorClass class = msp_actors_get_class (self->index->actors, trace);
  GArray **list = class != MSP_ACTOR_TRUSTED ? &msp_index_get_mailbox (self->index, trace->mailbox)->lists[MSP_LIST_OPEN][class] : NULL;

  if (list == NULL || self->is_ended[i])
    return;
  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (*list, i);
}

static void
free_queue (gpointer data)
{
  Queue *queue = data;

  g_array_free (queue->logins, TRUE);
  g_free (queue);
}

static void
find_open (Build *self)
{
  const GArray *traces = self->index->trail->traces;

  for (guint i = 0; i < traces->len; i++)
    note_end (self, msp_trail_get (self->index->trail, i));
  for (guint i = 0; i < traces->len; i++)
    if (is_login (msp_trail_get (self->index->trail, i)))
      note_login (self, msp_trail_get (self->index->trail, i), i);
  for (guint i = 0; i < traces->len; i++)
    end_nameless (self, msp_trail_get (self->index->trail, i));
  for (guint i = 0; i < traces->len; i++)
    if (is_login (msp_trail_get (self->index->trail, i)))
      list_open (self, msp_trail_get (self->index->trail, i), i);
}

void
msp_logins_fill (MspIndex *index)
{
  Build self = {
    .index = index, .ends = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .addresses = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_queue),
    .is_ended = g_new0 (guint8, index->trail->traces->len + 1),
  };

  for (gsize i = 0; i < MSP_N_ACTOR_CLASSES; i++)
    self.mailboxes[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_queue);
  find_open (&self);
  for (gsize i = 0; i < MSP_N_ACTOR_CLASSES; i++)
    g_hash_table_destroy (self.mailboxes[i]);
  g_hash_table_destroy (self.ends);
  g_hash_table_destroy (self.addresses);
  g_free (self.is_ended);
}
