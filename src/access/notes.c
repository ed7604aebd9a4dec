/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/notes.h"

#include <string.h>

static gboolean
write_rejects (MspAccessWriter *out, const MspGatherInput *input, GError **error)
{
  for (guint i = 0; i < input->rejects->len; i++)
    {
      const MspGatherReject *reject = &g_array_index (input->rejects, MspGatherReject, i);
      MspAccessRejectRow row = { input->label, reject->line, reject->reason };

      if (!msp_access_writer_put (out, MSP_ACCESS_REJECTS, &row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
msp_notes_write_inputs (MspAccessWriter *out, const MspGather *gather, GError **error)
{
  for (guint i = 0; i < gather->inputs->len; i++)
    {
      const MspGatherInput *input = &g_array_index (gather->inputs, MspGatherInput, i);
      MspAccessInputRow row = {
        .label = input->label, .reader = input->reader != NULL ? input->reader->id : "", .size = input->size, .sha256 = input->sha256,
        .records = input->records, .passed = input->passed, .rejected = input->rejected, .duplicates = input->duplicates,
        .first = input->first, .last = input->last, .marks = input->marks, .state = input->state, .detail = input->detail,
      };

      if (!msp_access_writer_put (out, MSP_ACCESS_INPUTS, &row, error) || !write_rejects (out, input, error))
        return FALSE;
    }
  return TRUE;
}

/* Messages that records name and the archive has not, one mailbox and id at a time. */
typedef struct {
  GString    *operations, *actors;
  MspSupport  support;
  gboolean    is_hostile, is_unknown;
  guint32     folder, id;
} Missing;

static void
add_word (GString *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list->str, "; ", -1);

  if (word[0] != '\0' && !g_strv_contains ((const char *const *) words, word))
    g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "", word);
}

static void
note_missing (Missing *self, const MspIndex *index, const MspIndexHit *hit)
{
  const MspTrace *trace = msp_trail_get (index->trail, hit->trace);
  const MspTrailItem *item = &g_array_index (index->trail->items, MspTrailItem, hit->item);
  MspActorClass class = msp_actors_get_class (index->actors, trace);
  g_autofree char *actor = g_strdup_printf ("A%u", msp_actors_get_number (index->actors, trace) + 1);

  self->is_hostile |= class == MSP_ACTOR_HOSTILE;
  self->is_unknown |= class == MSP_ACTOR_UNKNOWN;
  self->folder = self->folder != 0 ? self->folder : item->folder != 0 ? item->folder : trace->folder;
  self->id = self->id != 0 ? self->id : item->id;
  add_word (self->operations, msp_names_get (index->trail->names, trace->operation));
  add_word (self->actors, actor);
  msp_support_add (&self->support, hit->trace);
}

static gboolean
write_missing (MspAccessWriter *out, const MspIndex *index, const GArray *hits, guint first, guint end, GError **error)
{
  const MspIndexHit *head = &g_array_index (hits, MspIndexHit, first);
  Missing self = { .operations = g_string_new (NULL), .actors = g_string_new (NULL) };
  gboolean good;

  for (guint i = first; i < end; i++)
    note_missing (&self, index, &g_array_index (hits, MspIndexHit, i));
  const MspNames *names = index->trail->names;
  g_autofree char *evidence = msp_support_dup_ids (&self.support, index->trail);
  MspAccessMissingRow row = {
    .mailbox = msp_mailboxes_get_title (index->trail->mailboxes, head->mailbox), .folder = msp_names_get (names, self.folder),
    .message_id = msp_names_get (names, self.id != 0 ? self.id : head->key), .operations = self.operations->str,
    .first = msp_trail_get (index->trail, self.support.traces[0])->time, .last = msp_trail_get (index->trail, self.support.last)->time,
    .records = self.support.n, .attribution = self.is_hostile ? "hostile" : self.is_unknown ? "unknown" : "trusted",
    .actors = self.actors->str, .evidence = evidence, .note = hits == index->cuts ? "the log cuts the id" : "",
  };
  good = msp_access_writer_put (out, MSP_ACCESS_MISSING, &row, error);
  g_string_free (self.operations, TRUE);
  g_string_free (self.actors, TRUE);
  return good;
}

static gboolean
write_missing_of (MspAccessWriter *out, const MspIndex *index, const GArray *hits, GError **error)
{
  for (guint first = 0, end; first < hits->len; first = end)
    {
      const MspIndexHit *head = &g_array_index (hits, MspIndexHit, first);

      for (end = first + 1; end < hits->len; end++)
        if (g_array_index (hits, MspIndexHit, end).mailbox != head->mailbox || g_array_index (hits, MspIndexHit, end).key != head->key)
          break;
      if (msp_index_get_count (index, head->mailbox, head->key) == 0 && !write_missing (out, index, hits, first, end, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
msp_notes_write_missing (MspAccessWriter *out, const MspIndex *index, GError **error)
{
  return write_missing_of (out, index, index->hits, error) && write_missing_of (out, index, index->cuts, error);
}

static gboolean
belongs_to_timeline (const MspTrace *trace, MspActorClass class)
{
  switch ((MspEventKind) trace->kind)
    {
    case MSP_EVENT_SCAN:
    case MSP_EVENT_RULE:
    case MSP_EVENT_CONTROL:
    case MSP_EVENT_EXPORT: return TRUE;
    default: return class != MSP_ACTOR_TRUSTED;
    }
}

/* Names of operations, counts and paths: nothing else that was recorded is repeated. */
static char *
dup_text (const MspIndex *index, const MspTrace *trace)
{
  const MspNames *names = index->trail->names;
  const char *operation = msp_names_get (names, trace->operation);

  switch ((MspEventKind) trace->kind)
    {
    case MSP_EVENT_BIND:
      return g_strdup_printf ("%s: %" G_GUINT64_FORMAT " accesses, %u items named%s", operation, trace->operations, trace->n_items,
                              trace->is_throttled ? "; recording stops for 24 hours" : "");
    case MSP_EVENT_SESSION:
      return g_strdup_printf ("%s: %" G_GUINT64_FORMAT " messages, %" G_GUINT64_FORMAT " bytes", operation, trace->messages, trace->bytes);
    case MSP_EVENT_TRANSFER:
    case MSP_EVENT_REQUEST:
      return g_strdup_printf ("%s %s: %u, %" G_GUINT64_FORMAT " bytes", msp_names_get (names, trace->method), msp_names_get (names, trace->folder),
                              trace->status, trace->bytes);
    case MSP_EVENT_FLOW: return g_strdup_printf ("%" G_GUINT64_FORMAT " bytes from %s", trace->bytes, msp_names_get (names, trace->server));
    case MSP_EVENT_SCAN:
      return g_strdup_printf ("port %u of %s", trace->port, msp_names_get (names, trace->server));
    default: return g_strdup (operation);
    }
}

static const char *
get_kind_name (const MspTrace *trace)
{
  if (trace->kind == MSP_EVENT_SCAN && trace->open != MSP_OPEN_UNKNOWN)
    return trace->open == MSP_OPEN_YES ? "open" : "closed";
  return msp_event_kind_get_name ((MspEventKind) trace->kind);
}

/* The message that a record names, if it names one alone and the archive has it. */
static const char *
get_message (const MspIndex *index, const MspTrace *trace)
{
  guint32 key = trace->n_items == 1 ? msp_trail_get_item (index->trail, trace, 0)->folded : 0;

  return msp_names_get (index->trail->names, key != 0 ? msp_index_get_place (index, trace->mailbox, key) : 0);
}

static gboolean
write_trace (MspAccessWriter *out, const MspIndex *index, const MspGather *gather, const MspTrace *trace, GError **error)
{
  const MspNames *names = index->trail->names;
  MspActorClass class = msp_actors_get_class (index->actors, trace);
  gboolean has_path = trace->kind == MSP_EVENT_TRANSFER || trace->kind == MSP_EVENT_REQUEST;
  gboolean is_nobody = msp_actors_get_number (index->actors, trace) == G_MAXUINT32;
  g_autofree char *actor = is_nobody ? g_strdup ("") : g_strdup_printf ("A%u", msp_actors_get_number (index->actors, trace) + 1);
  g_autofree char *text = dup_text (index, trace), *id = msp_trail_dup_id (index->trail, trace);
  MspAccessTimelineRow row = {
    .time = trace->time, .precision = trace->precision, .clock = trace->clock == MSP_CLOCK_STATED ? "stated" : "assumed",
    .input = g_array_index (gather->inputs, MspGatherInput, trace->input).label, .evidence = id,
    .kind = get_kind_name (trace), .actor = actor, .class = is_nobody ? "" : msp_actor_class_get_name (class),
    .mailbox = msp_mailboxes_get_title (index->trail->mailboxes, trace->mailbox),
    .folder = has_path ? "" : msp_names_get (names, trace->folder), .message = get_message (index, trace), .text = text,
  };

  return msp_access_writer_put (out, MSP_ACCESS_TIMELINE, &row, error);
}

gboolean
msp_notes_write_timeline (MspAccessWriter *out, const MspIndex *index, const MspGather *gather, GError **error)
{
  for (guint i = 0; i < index->trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (index->trail, i);

      if (trace->time != MSP_TIME_UNKNOWN && belongs_to_timeline (trace, msp_actors_get_class (index->actors, trace))
          && !write_trace (out, index, gather, trace, error))
        return FALSE;
    }
  return TRUE;
}
