/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/index.h"

#include <string.h>

#include "access/basis.h"
#include "access/hiding.h"
#include "access/logins.h"

static void
free_list (gpointer list)
{
  g_array_free (list, TRUE);
}

static void
free_mailbox (gpointer data)
{
  MspIndexMailbox *self = data;

  for (gsize i = 0; i < MSP_N_LISTS; i++)
    for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
      {
        g_clear_pointer (&self->lists[i][class], free_list);
        g_free (self->weights[i][class]);
      }
  for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
    {
      g_hash_table_destroy (self->folders[class]);
      g_free (self->session_messages[class]);
      g_free (self->session_bytes[class]);
    }
  g_clear_pointer (&self->quiet, free_list);
  g_clear_pointer (&self->moves, free_list);
  g_clear_pointer (&self->rule_changes, free_list);
  g_clear_pointer (&self->silences, free_list);
  g_free (self);
}

static MspIndexMailbox *
new_mailbox (guint32 mailbox)
{
  MspIndexMailbox *self = g_new0 (MspIndexMailbox, 1);

  self->mailbox = mailbox;
  self->hidden_since = G_MAXINT64;
  for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
    self->folders[class] = g_hash_table_new_full (NULL, NULL, NULL, free_list);
  return self;
}

static MspIndexMailbox *
demand_mailbox (MspIndex *self, guint32 mailbox)
{
  MspIndexMailbox *found = msp_index_get_mailbox (self, mailbox);

  if (found == NULL)
    g_hash_table_insert (self->mailboxes, GUINT_TO_POINTER (mailbox), found = new_mailbox (mailbox));
  return found;
}

static void
append (GArray **list, guint32 trace)
{
  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (*list, trace);
}

static void
append_folder (GHashTable *folders, guint32 folder, guint32 trace)
{
  GArray *list = g_hash_table_lookup (folders, GUINT_TO_POINTER (folder));

  if (list == NULL)
    g_hash_table_insert (folders, GUINT_TO_POINTER (folder), list = g_array_new (FALSE, FALSE, sizeof (guint32)));
  g_array_append_val (list, trace);
}

/* Whether a record of this kind shows that access itself was recorded, and not only changes. A webmail is one way in of several. */
static gboolean
shows_audit (MspEventKind kind)
{
  return kind == MSP_EVENT_BIND || kind == MSP_EVENT_SYNC || kind == MSP_EVENT_ATTACHMENT || kind == MSP_EVENT_VIEW
         || kind == MSP_EVENT_FETCH || kind == MSP_EVENT_SESSION;
}

static const MspTrailRule *
get_rule (const MspTrail *trail, const MspTrace *trace)
{
  return &g_array_index (trail->rules, MspTrailRule, trace->rule - 1);
}

/* A search alone gives out no mail. */
static gboolean
starts_export (const char *operation)
{
  g_autofree char *small = g_ascii_strdown (operation, -1);

  return strstr (small, "export") != NULL || g_str_equal (small, "new-compliancesearchaction");
}

/* TRUE for kinds whose records concern more than the items that they name. */
static gboolean
choose_list (const MspTrail *trail, const MspTrace *trace, MspIndexList *out_list)
{
  switch ((MspEventKind) trace->kind)
    {
    case MSP_EVENT_SYNC: *out_list = MSP_LIST_SYNC; return TRUE;
    /* Of a session without counters nobody knows what it fetched. */
    case MSP_EVENT_SESSION:
      *out_list = trace->has_messages || trace->has_bytes ? MSP_LIST_SESSION : MSP_LIST_UNRESOLVED;
      return *out_list == MSP_LIST_UNRESOLVED || trace->messages > 0 || trace->bytes > 0;
    /* Servers need not count bytes. */
    case MSP_EVENT_REQUEST:
      *out_list = trace->has_bytes ? MSP_LIST_REQUEST : MSP_LIST_UNRESOLVED;
      return trace->bytes > 0 || !trace->has_bytes;
    /* A change that says nothing of forwarding leaves the rule as it was. */
    case MSP_EVENT_RULE:
      *out_list = MSP_LIST_RULE;
      return trace->rule != 0 && (get_rule (trail, trace)->forwards || get_rule (trail, trace)->is_removed);
    case MSP_EVENT_EXPORT:
      *out_list = trace->is_takeout ? MSP_LIST_TAKEOUT : MSP_LIST_EXPORT;
      /* Of a job that began nobody knows whether it ended, unless another record says so. */
      if (trace->state == MSP_EXPORT_STARTED)
        *out_list = MSP_LIST_UNRESOLVED;
      return trace->state != MSP_EXPORT_STARTED || trace->is_takeout || starts_export (msp_names_get (trail->names, trace->operation));
    case MSP_EVENT_BIND:
    case MSP_EVENT_VIEW:
    case MSP_EVENT_FETCH:
    case MSP_EVENT_DISPLAY: *out_list = MSP_LIST_UNRESOLVED; return msp_trail_count_unnamed (trail, trace) > 0;
    default: return FALSE;
    }
}

static void
put_in_lists (MspIndexMailbox *mailbox, const MspTrail *trail, const MspTrace *trace, guint32 i, MspActorClass class)
{
  MspIndexList list;
  gboolean is_listed = choose_list (trail, trace, &list);

  if (trace->kind == MSP_EVENT_MOVE)
    append (&mailbox->moves, i);
  if (trace->kind == MSP_EVENT_RULE && is_listed)
    append (&mailbox->rule_changes, i);
  if (trace->is_throttled && class == MSP_ACTOR_TRUSTED)
    append (&mailbox->quiet, i);
  if (class == MSP_ACTOR_TRUSTED)
    return;
  if (trace->is_throttled)
    append (&mailbox->lists[MSP_LIST_THROTTLE][class], i);
  if (trace->kind == MSP_EVENT_BIND)
    append (&mailbox->lists[MSP_LIST_NAMING][class], i);
  if (is_listed)
    append (&mailbox->lists[list][class], i);
  if (trace->kind == MSP_EVENT_SYNC)
    append_folder (mailbox->folders[class], msp_trail_get_place (trail, trace->folder), i);
}

static void
put_in_mailbox (MspIndex *self, const MspTrace *trace, guint32 i)
{
  MspIndexMailbox *mailbox = demand_mailbox (self, trace->mailbox);

  if (trace->hiding == MSP_HIDING_MAILBOX)
    mailbox->hidden_since = MIN (mailbox->hidden_since, trace->time);
  if (shows_audit ((MspEventKind) trace->kind))
    {
      if (mailbox->is_audited && trace->time - MSP_SILENCE_MAX > msp_trail_get (self->trail, (guint) mailbox->last)->time)
        {
          append (&mailbox->silences, (guint32) mailbox->last);
          append (&mailbox->silences, i);
        }
      mailbox->first = mailbox->is_audited ? mailbox->first : i;
      mailbox->last = i;
      mailbox->is_audited = TRUE;
      self->newest = trace->time;
    }
  put_in_lists (mailbox, self->trail, trace, i, msp_actors_get_class (self->actors, trace));
}

static gboolean
gives_out_mail (const MspTrace *trace)
{
  return trace->kind == MSP_EVENT_SEEN || trace->kind == MSP_EVENT_DISPLAY || (shows_audit ((MspEventKind) trace->kind)
         && (trace->kind != MSP_EVENT_SESSION || trace->messages > 0 || trace->bytes > 0 || !(trace->has_messages || trace->has_bytes)));
}

/* An export or a transport rule that names no mailbox concerns all; an access may have been to any. */
static void
put_for_everyone (MspIndex *self, const MspTrace *trace, guint32 i)
{
  MspActorClass class = msp_actors_get_class (self->actors, trace);
  gboolean is_access = gives_out_mail (trace);

  if (trace->kind != MSP_EVENT_EXPORT && trace->kind != MSP_EVENT_RULE && !is_access)
    return;
  if (self->everyone == NULL)
    self->everyone = new_mailbox (0);
  if (!is_access)
    put_in_lists (self->everyone, self->trail, trace, i, class);
  else if (class != MSP_ACTOR_TRUSTED)
    append (&self->everyone->lists[MSP_LIST_UNRESOLVED][class], i);
}

/* An attachment is named by its item alone; another record may say which message that is. */
static GHashTable *
collect_items (const MspTrail *trail)
{
  GHashTable *keys = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < trail->items->len; i++)
    {
      MspTrailItem *item = &g_array_index (trail->items, MspTrailItem, i);

      if (item->item != 0 && item->folded != 0)
        g_hash_table_insert (keys, &item->item, GUINT_TO_POINTER (item->folded));
    }
  return keys;
}

/* Keeps the first two mailboxes in which somebody not trusted met the message. */
static void
note_mailbox (MspIndex *self, guint32 key, guint32 mailbox)
{
  guint32 first = GPOINTER_TO_UINT (g_hash_table_lookup (self->accused, GUINT_TO_POINTER (key)));

  if (first == 0)
    g_hash_table_insert (self->accused, GUINT_TO_POINTER (key), GUINT_TO_POINTER (mailbox));
  else if (first != mailbox && !g_hash_table_contains (self->also_accused, GUINT_TO_POINTER (key)))
    g_hash_table_insert (self->also_accused, GUINT_TO_POINTER (key), GUINT_TO_POINTER (mailbox));
}

/* Lists of binds, views and fetches are made by their counts. */
static void
note_unresolved (MspIndex *self, const MspTrace *trace, guint32 number)
{
  MspActorClass class = msp_actors_get_class (self->actors, trace);

  if (class != MSP_ACTOR_TRUSTED
      && (trace->kind == MSP_EVENT_ATTACHMENT || trace->kind == MSP_EVENT_SEEN))
    append (&demand_mailbox (self, trace->mailbox)->lists[MSP_LIST_UNRESOLVED][class], number);
}

static void
put_hits (MspIndex *self, const MspTrace *trace, guint32 number, GHashTable *item_keys)
{
  gboolean has_lost = trace->n_items == 0, is_trusted = msp_actors_get_class (self->actors, trace) == MSP_ACTOR_TRUSTED;
  MspBasis basis;
  gboolean is_access = !is_trusted && msp_basis_find_of_record ((MspEventKind) trace->kind, &basis);

  for (guint i = 0; i < trace->n_items; i++)
    {
      const MspTrailItem *item = msp_trail_get_item (self->trail, trace, i);
      guint32 key = item->folded != 0 ? item->folded : GPOINTER_TO_UINT (g_hash_table_lookup (item_keys, &item->item));
      MspIndexHit hit = { trace->mailbox, key, number, trace->first_item + i };

      has_lost |= key == 0 || (item->is_cut && !msp_trail_names_message (self->trail, item));
      if (key == 0)
        self->lost_attachments += trace->kind == MSP_EVENT_ATTACHMENT;
      else if (!item->is_cut)
        {
          g_array_append_val (self->hits, hit);
          if (is_access)
            note_mailbox (self, key, trace->mailbox);
        }
      else if (msp_trail_names_message (self->trail, item))
        g_array_append_val (self->cuts, hit);
    }
  if (has_lost)
    note_unresolved (self, trace, number);
}

static int
compare_hits (gconstpointer left, gconstpointer right)
{
  const MspIndexHit *a = left, *b = right;

  if (a->mailbox != b->mailbox)
    return a->mailbox < b->mailbox ? -1 : 1;
  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  return (a->trace > b->trace) - (a->trace < b->trace);
}

static int
compare_lengths (gconstpointer left, gconstpointer right)
{
  guint a = *(const guint *) left, b = *(const guint *) right;

  return (a < b) - (a > b);
}

static void
note_cut_lengths (MspIndex *self)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->cuts->len; i++)
    {
      guint length = (guint) strlen (msp_names_get (self->trail->names, g_array_index (self->cuts, MspIndexHit, i).key));

      if (g_hash_table_add (met, GUINT_TO_POINTER (length)))
        g_array_append_val (self->cut_lengths, length);
    }
  g_array_sort (self->cut_lengths, compare_lengths);
}

MspIndex *
msp_index_new (const MspTrail *trail, const MspActors *actors)
{
  MspIndex *self = g_new0 (MspIndex, 1);
  g_autoptr (GHashTable) item_keys = collect_items (trail);

  self->trail = trail;
  self->actors = actors;
  self->hidden_since = G_MAXINT64;
  self->newest = MSP_TIME_UNKNOWN;
  self->mailboxes = g_hash_table_new_full (NULL, NULL, NULL, free_mailbox);
  self->hits = g_array_new (FALSE, FALSE, sizeof (MspIndexHit));
  self->cuts = g_array_new (FALSE, FALSE, sizeof (MspIndexHit));
  self->cut_lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->accused = g_hash_table_new (NULL, NULL);
  self->also_accused = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (trail, i);

      if (trace->hiding == MSP_HIDING_ALL || (trace->hiding == MSP_HIDING_MAILBOX && trace->mailbox == 0))
        self->hidden_since = MIN (self->hidden_since, trace->time);
      if (trace->mailbox == 0)
        {
          put_for_everyone (self, trace, i);
          continue;
        }
      put_in_mailbox (self, trace, i);
      put_hits (self, trace, i, item_keys);
    }
  g_array_sort (self->hits, compare_hits);
  g_array_sort (self->cuts, compare_hits);
  note_cut_lengths (self);
  msp_logins_fill (self);
  return self;
}

MspIndexMailbox *
msp_index_get_mailbox (const MspIndex *self, guint32 mailbox)
{
  return mailbox != 0 ? g_hash_table_lookup (self->mailboxes, GUINT_TO_POINTER (mailbox)) : NULL;
}

guint
msp_index_find (const GArray *hits, guint32 mailbox, guint32 key, guint *out_first)
{
  guint low = 0, high = hits->len;
  const MspIndexHit wanted = { mailbox, key, 0, 0 };

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_hits (&g_array_index (hits, MspIndexHit, middle), &wanted) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (*out_first = low; low < hits->len; low++)
    if (g_array_index (hits, MspIndexHit, low).mailbox != mailbox || g_array_index (hits, MspIndexHit, low).key != key)
      break;
  return low;
}

guint32
msp_index_find_cut (const MspIndex *self, guint32 mailbox, const char *folded, guint *at)
{
  gsize len = strlen (folded);

  while (*at < self->cut_lengths->len)
    {
      guint length = g_array_index (self->cut_lengths, guint, (*at)++), first;
      g_autofree char *prefix = length < len ? g_strndup (folded, length) : NULL;
      guint32 key = prefix != NULL ? msp_names_find (self->trail->names, prefix) : 0;

      if (key != 0 && msp_index_find (self->cuts, mailbox, key, &first) > first)
        return key;
    }
  return 0;
}

guint32
msp_index_find_elsewhere (const MspIndex *self, guint32 mailbox, guint32 key)
{
  guint32 first = GPOINTER_TO_UINT (g_hash_table_lookup (self->accused, GUINT_TO_POINTER (key)));

  return first != mailbox ? first : GPOINTER_TO_UINT (g_hash_table_lookup (self->also_accused, GUINT_TO_POINTER (key)));
}

void
msp_index_free (MspIndex *self)
{
  g_hash_table_destroy (self->mailboxes);
  g_clear_pointer (&self->everyone, free_mailbox);
  g_array_free (self->hits, TRUE);
  g_array_free (self->cuts, TRUE);
  g_array_free (self->cut_lengths, TRUE);
  g_hash_table_destroy (self->counts);
  g_hash_table_destroy (self->places);
  g_hash_table_destroy (self->accused);
  g_hash_table_destroy (self->also_accused);
  g_free (self);
}
