/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/grounds.h"

#include <string.h>

#include "access/forward.h"
#include "access/presence.h"
#include "access/weak.h"

#define THROTTLE_SECONDS (24 * 3600)

static MspPresence
get_presence (const MspSubject *subject, gint64 pad)
{
  return msp_presence_init (subject->received, subject->is_date_only, pad);
}

static MspJoin
grade (const MspTrail *trail, const MspIndexHit *hit, const MspSubject *subject)
{
  const MspTrailItem *item = &g_array_index (trail->items, MspTrailItem, hit->item);

  if (item->join != MSP_JOIN_EXACT)
    return (MspJoin) item->join;
  if (item->is_cut)
    return MSP_JOIN_PREFIX;
  if (strcmp (msp_names_get (trail->names, item->id), subject->id) != 0 && item->folded != 0)
    return MSP_JOIN_NO_CASE;
  return item->is_bracketed != subject->is_bracketed && item->folded != 0 ? MSP_JOIN_NO_BRACKET : MSP_JOIN_EXACT;
}

/* A message that came later than a record cannot be meant by it. What was sent bears the time of sending itself, and a date that anybody
   may have written does not outweigh a record that names the message. */
static gboolean
is_before (const MspTrace *trace, const MspSubject *subject)
{
  return trace->kind != MSP_EVENT_SEND && !subject->is_date_only && subject->received != MSP_TIME_UNKNOWN
         && trace->time < subject->received - msp_clock_get_doubt ((MspClock) trace->clock, trace->precision);
}

/* Servers move and delete on their own; what a person moved or deleted that person had before the eyes. */
static gboolean
is_by_person (const MspIndex *index, const MspTrace *trace)
{
  return (trace->kind == MSP_EVENT_MOVE || trace->kind == MSP_EVENT_DELETE) && trace->logon != MSP_LOGON_SERVICE
         && (msp_actors_get_class (index->actors, trace) == MSP_ACTOR_HOSTILE || msp_trail_get_context (index->trail, trace)->ip != 0);
}

/* A record that names the message and shows no access to it: it changed it, or is older than the message, by one of two clocks. */
static void
add_touch (MspGrounds *self, const MspIndex *index, guint32 number, gboolean is_access)
{
  const MspTrace *trace = msp_trail_get (index->trail, number);
  MspActorClass class = msp_actors_get_class (index->actors, trace);

  if (!is_access && !is_by_person (index, trace))
    return;
  self->is_touched |= !is_access;
  self->is_named_early |= is_access;
  self->unresolved[class]++;
  msp_support_add (&self->found[MSP_BASIS_UNRESOLVED_BINDS][class], number);
}

static void
add_hit (MspGrounds *self, const MspIndex *index, const MspIndexHit *hit, const MspSubject *subject)
{
  const MspTrace *trace = msp_trail_get (index->trail, hit->trace);
  MspActorClass class = msp_actors_get_class (index->actors, trace);
  gboolean is_access;
  MspBasis basis;

  if (class == MSP_ACTOR_TRUSTED)
    return;
  MspJoin join = grade (index->trail, hit, subject);
  is_access = msp_basis_find_of_record ((MspEventKind) trace->kind, &basis);
  if (!is_access || is_before (trace, subject))
    {
      /* A UID, a hash or the beginning of an id may mean another. */
      if (join <= MSP_JOIN_NO_CASE)
        add_touch (self, index, hit->trace, is_access);
      return;
    }
  self->join = self->join == MSP_JOIN_NONE ? join : MAX (self->join, join);
  msp_support_add (&self->found[basis][class], hit->trace);
}

static void
add_hits (MspGrounds *self, const MspIndex *index, const GArray *hits, guint32 key, const MspSubject *subject)
{
  guint first, end = msp_index_find (hits, subject->mailbox, key, &first);

  for (guint i = first; i < end; i++)
    add_hit (self, index, &g_array_index (hits, MspIndexHit, i), subject);
}

/* Of two messages whose ids begin alike the record may mean either. */
static void
add_ambiguous (MspGrounds *self, const MspIndex *index, guint32 key, const MspSubject *subject)
{
  guint first, end = msp_index_find (index->cuts, subject->mailbox, key, &first);
  MspBasis basis;

  for (guint i = first; i < end; i++)
    {
      guint32 number = g_array_index (index->cuts, MspIndexHit, i).trace;
      const MspTrace *trace = msp_trail_get (index->trail, number);
      MspActorClass class = msp_actors_get_class (index->actors, trace);

      if (class == MSP_ACTOR_TRUSTED || !msp_basis_find_of_record ((MspEventKind) trace->kind, &basis) || is_before (trace, subject))
        continue;
      self->unresolved[class]++;
      msp_support_add (&self->found[MSP_BASIS_UNRESOLVED_BINDS][class], number);
    }
}

static void
add_cut_hits (MspGrounds *self, const MspIndex *index, const MspSubject *subject)
{
  guint32 key;

  for (guint at = 0; (key = msp_index_find_cut (index, subject->mailbox, subject->folded, &at)) != 0;)
    if (msp_index_get_count (index, subject->mailbox, key) == 1)
      add_hits (self, index, index->cuts, key, subject);
    else
      add_ambiguous (self, index, key, subject);
}

/* What the records of list that met the message weigh, without weights how many they are. What only the sender's date excludes is not
   excluded: it leaves a gap. */
static guint64
add_weighed (MspGrounds *self, MspBasis basis, gsize class, const MspTrail *trail, const GArray *list, const guint64 *weights,
             const MspPresence *presence)
{
  MspPresenceSum sum = msp_presence_add (presence, trail, list, weights, &self->found[basis][class], &self->found[MSP_BASIS_LOG_GAP][class]);

  self->is_doubtful |= sum.n_doubtful > 0;
  return weights != NULL ? sum.weight : sum.n;
}

static void
add_list (MspGrounds *self, MspBasis basis, gsize class, const MspTrail *trail, const GArray *list, const MspPresence *presence)
{
  add_weighed (self, basis, class, trail, list, NULL, presence);
}

/* The first record from time on that moves the message, of [first, end) of the hits; NULL if there is none. */
static const MspTrace *
find_move (const MspIndex *index, guint first, guint end, gint64 time)
{
  for (guint i = first; i < end; i++)
    {
      const MspTrace *trace = msp_trail_get (index->trail, g_array_index (index->hits, MspIndexHit, i).trace);

      if (trace->kind == MSP_EVENT_MOVE && trace->time >= time && trace->folder != 0)
        return trace;
    }
  return NULL;
}

/* A message that was moved was, at the time of each synchronisation, where the next move took it from. */
static void
add_syncs_of_moved (MspGrounds *self, const MspIndex *index, gsize class, const GArray *syncs, guint first, guint end, const MspSubject *subject)
{
  const MspPresence presence = get_presence (subject, MSP_RECORD_PAD);

  self->was_moved = TRUE;
  for (guint i = subject->is_date_only ? 0 : msp_presence_find (&presence, index->trail, syncs); i < syncs->len; i++)
    {
      guint32 number = g_array_index (syncs, guint32, i);
      const MspTrace *sync = msp_trail_get (index->trail, number), *move = find_move (index, first, end, sync->time);
      guint32 folder = move != NULL ? msp_trail_get_place (index->trail, move->folder) : subject->folder;
      MspBasis basis = msp_presence_holds (&presence, sync) ? MSP_BASIS_SYNC_FOLDER : MSP_BASIS_LOG_GAP;

      if ((sync->folder == 0 || msp_trail_get_place (index->trail, sync->folder) == folder)   /* that names none may be of any */
          && (basis == MSP_BASIS_SYNC_FOLDER || subject->is_date_only))
        msp_support_add (&self->found[basis][class], number);
    }
}

/* A synchronisation that names no folder may be of any. */
static void
add_syncs_of_folder (MspGrounds *self, const MspIndex *index, gsize class, GHashTable *folders, const MspSubject *subject)
{
  const MspPresence presence = get_presence (subject, MSP_RECORD_PAD);

  add_list (self, MSP_BASIS_SYNC_FOLDER, class, index->trail, g_hash_table_lookup (folders, GUINT_TO_POINTER (0)), &presence);
  if (subject->folder != 0)
    add_list (self, MSP_BASIS_SYNC_FOLDER, class, index->trail, g_hash_table_lookup (folders, GUINT_TO_POINTER (subject->folder)), &presence);
}

/* Of a message whose folder the archive does not tell, any of them may have been a synchronisation of its folder. */
static void
add_syncs_of_any (MspGrounds *self, const MspIndex *index, gsize class, const GArray *syncs, const MspSubject *subject)
{
  const MspPresence presence = get_presence (subject, MSP_RECORD_PAD);

  self->unresolved[class] += add_weighed (self, MSP_BASIS_UNRESOLVED_BINDS, class, index->trail, syncs, NULL, &presence);
}

static void
add_syncs (MspGrounds *self, const MspIndex *index, const MspIndexMailbox *mailbox, const MspSubject *subject)
{
  const MspPresence presence = get_presence (subject, MSP_RECORD_PAD);
  MspSupport ignored = { 0 };
  guint first = 0, end = 0;
  gboolean moved;

  if (mailbox->moves != NULL && subject->key != 0)
    end = msp_index_find (index->hits, subject->mailbox, subject->key, &first);
  moved = find_move (index, first, end, G_MININT64) != NULL;
  for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
    {
      const GArray *all = mailbox->lists[MSP_LIST_SYNC][class];

      msp_presence_add (&presence, index->trail, all, NULL, &self->found[MSP_BASIS_SYNC_MAILBOX][class], &ignored);
      if (all != NULL && moved)
        add_syncs_of_moved (self, index, class, all, first, end, subject);
      else
        add_syncs_of_folder (self, index, class, mailbox->folders[class], subject);
      if (!subject->has_folder && !moved)
        add_syncs_of_any (self, index, class, all, subject);
    }
}

static void
add_throttles (MspGrounds *self, const MspIndex *index, const MspIndexMailbox *mailbox, const MspSubject *subject)
{
  /* The pause is [t, t + 24 h): what came in its last second was there, what came at its end was not. */
  const MspPresence presence = get_presence (subject, THROTTLE_SECONDS - 1);
  MspSupport quiet = { 0 }, earlier = { 0 };

  for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
    add_list (self, MSP_BASIS_THROTTLED_24H, class, index->trail, mailbox->lists[MSP_LIST_THROTTLE][class], &presence);
  msp_presence_add (&presence, index->trail, mailbox->quiet, NULL, &quiet, &earlier);
  self->is_quiet = quiet.n + earlier.n > 0;
}

static guint64
add_weights (MspGrounds *self, MspBasis basis, gsize class, const MspIndex *index, const MspIndexMailbox *mailbox, MspIndexList which,
             const MspPresence *presence)
{
  return add_weighed (self, basis, class, index->trail, mailbox->lists[which][class], mailbox->weights[which][class], presence);
}

static void
add_amounts (MspGrounds *self, const MspIndex *index, const MspIndexMailbox *mailbox, const MspSubject *subject)
{
  const MspPresence padded = get_presence (subject, MSP_RECORD_PAD), presence = get_presence (subject, 0);

  for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
    {
      self->unresolved[class] += add_weights (self, MSP_BASIS_UNRESOLVED_BINDS, class, index, mailbox, MSP_LIST_UNRESOLVED, &padded);
      self->partial_bytes += add_weights (self, MSP_BASIS_PARTIAL_RANGE, class, index, mailbox, MSP_LIST_REQUEST, &padded);
      self->partial_bytes += add_weights (self, MSP_BASIS_PARTIAL_RANGE, class, index, mailbox, MSP_LIST_BYTES, &presence);
      self->fetched += add_weights (self, MSP_BASIS_IMAP_COUNT, class, index, mailbox, MSP_LIST_COUNT, &presence);
      add_list (self, MSP_BASIS_IMAP_BULK, class, index->trail, mailbox->lists[MSP_LIST_IMAP_BULK][class], &presence);
      add_list (self, MSP_BASIS_POP_BULK, class, index->trail, mailbox->lists[MSP_LIST_POP_BULK][class], &presence);
    }
  self->held = mailbox->held;
}

/* Of a session without an end nobody knows how long it lasted, nor what was fetched in it. */
static void
add_open_sessions (MspGrounds *self, const MspIndexMailbox *mailbox, const MspSubject *subject, gint64 until)
{
  gboolean is_later = !subject->is_date_only && subject->received != MSP_TIME_UNKNOWN && subject->received > until;

  for (gsize class = 0; !is_later && class < MSP_INDEX_CLASSES; class++)
    {
      const GArray *open = mailbox->lists[MSP_LIST_OPEN][class];

      if (open == NULL)
        continue;
      self->has_open_session = TRUE;
      self->unresolved[class] += open->len;
      msp_support_add_range (&self->found[MSP_BASIS_UNRESOLVED_BINDS][class], open, 0, open->len);
    }
}

static void
add_exports (MspGrounds *self, const MspIndex *index, const MspIndexMailbox *mailbox, const MspSubject *subject)
{
  static const struct {
    MspIndexList list;
    MspBasis     basis;
  } exports[] = { { MSP_LIST_TAKEOUT, MSP_BASIS_TAKEOUT }, { MSP_LIST_EXPORT, MSP_BASIS_EXPORT_JOB } };
  const MspPresence presence = get_presence (subject, MSP_RECORD_PAD);

  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
      {
        const GArray *list = mailbox->lists[exports[i].list][class];

        add_list (self, exports[i].basis, class, index->trail, list, &presence);
        for (guint n = list != NULL ? msp_presence_find (&presence, index->trail, list) : 0; list != NULL && n < list->len; n++)
          {
            const MspTrace *trace = msp_trail_get (index->trail, g_array_index (list, guint32, n));

            self->is_downloaded |= trace->state == MSP_EXPORT_DOWNLOADED && msp_presence_holds (&presence, trace);
          }
      }
}

static void
add_transfer (MspGrounds *self, const MspWebTransfer *transfer, const MspSubject *subject)
{
  MspWebKind kind = msp_web_judge (transfer, subject->file_size);

  if (kind == MSP_WEB_WHOLE)
    msp_support_add (&self->found[MSP_BASIS_WEB_FULL][transfer->class], transfer->trace);
  else if (kind == MSP_WEB_PREFIX && subject->end <= transfer->bytes)
    msp_support_add (&self->found[MSP_BASIS_WEB_PREFIX][transfer->class], transfer->trace);
  else if (kind == MSP_WEB_RANGE || subject->end == G_MAXUINT64 || subject->start < transfer->bytes)
    {
      self->partial_bytes += transfer->bytes;
      msp_support_add (&self->found[MSP_BASIS_PARTIAL_RANGE][transfer->class], transfer->trace);
    }
}

static void
add_transfers (MspGrounds *self, const MspGroundsSources *sources, const MspSubject *subject)
{
  const GArray *transfers = msp_web_find (sources->web, subject->locator);

  for (guint i = 0; transfers != NULL && i < transfers->len; i++)
    add_transfer (self, &g_array_index (transfers, MspWebTransfer, i), subject);
}

static void
add_of_mailbox (MspGrounds *self, const MspGroundsSources *sources, const MspIndexMailbox *mailbox, const MspSubject *subject)
{
  const MspIndex *index = sources->index;
  const MspPresence presence = get_presence (subject, MSP_RECORD_PAD);

  if (subject->key != 0)
    add_hits (self, index, index->hits, subject->key, subject);
  add_cut_hits (self, index, subject);
  add_syncs (self, index, mailbox, subject);
  add_throttles (self, index, mailbox, subject);
  add_exports (self, index, mailbox, subject);
  msp_forward_fill (self, sources, mailbox, subject);
  add_amounts (self, index, mailbox, subject);
  add_open_sessions (self, mailbox, subject, sources->until);
  for (gsize class = 0; subject->id[0] == '\0' && class < MSP_INDEX_CLASSES; class++)
    add_list (self, MSP_BASIS_NO_ID, class, index->trail, mailbox->lists[MSP_LIST_NAMING][class], &presence);
  if (subject->id[0] == '\0' && sources->weak != NULL)
    msp_weak_fill (sources->weak, self, subject);
}

void
msp_grounds_fill (MspGrounds *self, const MspGroundsSources *sources, const MspSubject *subject)
{
  const MspIndexMailbox *mailbox = msp_index_get_mailbox (sources->index, subject->mailbox);
  const MspPresence presence = get_presence (subject, MSP_RECORD_PAD);

  *self = (MspGrounds) { .join = MSP_JOIN_NONE };
  if (mailbox != NULL)
    add_of_mailbox (self, sources, mailbox, subject);
  if (sources->index->everyone != NULL)
    {
      add_exports (self, sources->index, sources->index->everyone, subject);
      msp_forward_fill (self, sources, sources->index->everyone, subject);
      for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
        self->unresolved[class] += add_weights (self, MSP_BASIS_UNRESOLVED_BINDS, class, sources->index, sources->index->everyone,
                                                MSP_LIST_UNRESOLVED, &presence);
    }
  add_transfers (self, sources, subject);
}
