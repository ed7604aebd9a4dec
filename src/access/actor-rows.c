/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/notes.h"

#include <string.h>

enum { LIST_USER, LIST_IP, LIST_SESSION, LIST_TOKEN, LIST_APP, LIST_NEW_APP, LIST_CLIENT, LIST_LOGON, LIST_MAILBOX, N_LISTS };

typedef struct {
  MspAccessActorRow row;
  GHashTable *words[N_LISTS];    /* sets of text, borrowed */
  GHashTable *messages;          /* keys of messages named */
} Actor;

static void
clear_actor (Actor *self)
{
  for (gsize i = 0; i < N_LISTS; i++)
    g_hash_table_destroy (self->words[i]);
  g_hash_table_destroy (self->messages);
}

static void
init_actor (Actor *self)
{
  for (gsize i = 0; i < N_LISTS; i++)
    self->words[i] = g_hash_table_new (g_str_hash, g_str_equal);
  self->messages = g_hash_table_new (NULL, NULL);
  self->row.first = self->row.last = MSP_DATE_UNKNOWN;
}

static void
add (Actor *self, guint list, const char *word)
{
  if (word[0] != '\0')
    g_hash_table_add (self->words[list], (gpointer) word);
}

static const char *
get_logon (MspLogon logon)
{
  static const char *const names[] = { "", "owner", "delegate", "admin", "service" };

  return names[logon];
}

static void
add_context (Actor *self, const MspIndex *index, const MspTrace *trace)
{
  const MspNames *names = index->trail->names;
  const MspTrailContext *context = msp_trail_get_context (index->trail, trace);

  add (self, LIST_USER, msp_names_get (names, context->user));
  add (self, LIST_IP, msp_names_get (names, context->ip));
  add (self, LIST_SESSION, msp_names_get (names, context->session));
  add (self, LIST_TOKEN, msp_names_get (names, context->token));
  add (self, LIST_APP, msp_names_get (names, context->app));
  add (self, LIST_APP, msp_names_get (names, context->client_app));
  add (self, LIST_CLIENT, msp_names_get (names, context->client));
  add (self, LIST_LOGON, get_logon ((MspLogon) trace->logon));
  add (self, LIST_MAILBOX, msp_mailboxes_get_title (index->trail->mailboxes, trace->mailbox));
}

static void
add_counts (Actor *self, const MspIndex *index, const MspTrace *trace)
{
  guint named = 0;

  for (guint i = 0; i < trace->n_items; i++)
    {
      guint32 key = msp_trail_get_item (index->trail, trace, i)->folded;

      named += key != 0;
      if (key != 0)
        g_hash_table_add (self->messages, GUINT_TO_POINTER (key));
    }
  self->row.records++;
  self->row.binds += trace->kind == MSP_EVENT_BIND;
  self->row.syncs += trace->kind == MSP_EVENT_SYNC;
  self->row.searches += trace->kind == MSP_EVENT_SEARCH;
  self->row.unresolved += trace->kind == MSP_EVENT_BIND && trace->operations > named ? trace->operations - named : 0;
  self->row.bytes += trace->has_bytes ? trace->bytes : 0;
  if (trace->time == MSP_TIME_UNKNOWN)
    return;
  self->row.first = self->row.first == MSP_DATE_UNKNOWN ? trace->time : MIN (self->row.first, trace->time);
  self->row.last = self->row.last == MSP_DATE_UNKNOWN ? trace->time : MAX (self->row.last, trace->time);
}

/* An application that a mailbox was never used with before the window, or before the first hostile record, is the mark by which
   forged tokens were found (CISA AA23-193A). */
typedef struct {
  GHashTable *ends;     /* end of the time before, by mailbox: gint64 */
  GHashTable *known;    /* "mailbox application" met before it */
  GHashTable *has_any;  /* mailboxes with any record before it */
} Baseline;

static gint64
get_baseline_end (const Baseline *self, const MspTrace *trace, const MspExposure *window)
{
  const gint64 *end = g_hash_table_lookup (self->ends, GUINT_TO_POINTER (trace->mailbox));

  if (window->is_known)
    return window->closed_before != MSP_TIME_UNKNOWN ? window->closed_before : window->first_open;
  return end != NULL ? *end : G_MININT64;
}

static gpointer
pair (guint32 mailbox, guint32 app)
{
  return GSIZE_TO_POINTER ((gsize) mailbox << 32 | app);
}

static void
learn (Baseline *self, const MspIndex *index, const MspExposure *window)
{
  for (guint i = 0; i < index->trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (index->trail, i);
      gboolean hostile = msp_actors_get_class (index->actors, trace) == MSP_ACTOR_HOSTILE;

      if (hostile && trace->mailbox != 0 && !g_hash_table_contains (self->ends, GUINT_TO_POINTER (trace->mailbox)))
        g_hash_table_insert (self->ends, GUINT_TO_POINTER (trace->mailbox), g_memdup2 (&trace->time, sizeof trace->time));
    }
  for (guint i = 0; i < index->trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (index->trail, i);
      const MspTrailContext *context = msp_trail_get_context (index->trail, trace);

      if (trace->mailbox == 0 || trace->time >= get_baseline_end (self, trace, window))
        continue;
      g_hash_table_add (self->has_any, GUINT_TO_POINTER (trace->mailbox));
      g_hash_table_add (self->known, pair (trace->mailbox, context->app));
      g_hash_table_add (self->known, pair (trace->mailbox, context->client_app));
    }
}

static void
add_new_apps (Actor *self, const Baseline *baseline, const MspIndex *index, const MspTrace *trace)
{
  const MspTrailContext *context = msp_trail_get_context (index->trail, trace);
  const guint32 apps[] = { context->app, context->client_app };

  if (!g_hash_table_contains (baseline->has_any, GUINT_TO_POINTER (trace->mailbox)))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (apps); i++)
    if (apps[i] != 0 && !g_hash_table_contains (baseline->known, pair (trace->mailbox, apps[i])))
      add (self, LIST_NEW_APP, msp_names_get (index->trail->names, apps[i]));
}

static int
compare_words (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

/* At most a hundred, in order. */
static char *
dup_list (GHashTable *words)
{
  guint n;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (words, &n);
  GString *list = g_string_new (NULL);

  qsort (keys, n, sizeof *keys, compare_words);
  for (guint i = 0; i < n && i < 100; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "; " : "", (const char *) keys[i]);
  if (n > 100)
    g_string_append_printf (list, "; … %u", n);
  return g_string_free (list, FALSE);
}

static gboolean
write_actor (MspAccessWriter *out, const MspActors *actors, Actor *actor, guint number, GError **error)
{
  char *lists[N_LISTS];
  g_autofree char *name = g_strdup_printf ("A%u", number + 1);
  const char *reason = g_ptr_array_index (actors->reasons, number);
  gboolean good;

  for (gsize i = 0; i < N_LISTS; i++)
    lists[i] = dup_list (actor->words[i]);
  actor->row.actor = name;
  actor->row.class = g_array_index (actors->actor_classes, guint8, number);
  actor->row.reason = reason;
  actor->row.users = lists[LIST_USER];
  actor->row.ips = lists[LIST_IP];
  actor->row.sessions = lists[LIST_SESSION];
  actor->row.tokens = lists[LIST_TOKEN];
  actor->row.apps = lists[LIST_APP];
  actor->row.new_apps = lists[LIST_NEW_APP];
  actor->row.clients = lists[LIST_CLIENT];
  actor->row.logons = lists[LIST_LOGON];
  actor->row.mailboxes = lists[LIST_MAILBOX];
  actor->row.messages = g_hash_table_size (actor->messages);
  good = msp_access_writer_put (out, MSP_ACCESS_ACTORS, &actor->row, error);
  for (gsize i = 0; i < N_LISTS; i++)
    g_free (lists[i]);
  return good;
}

static void
collect (Actor *actors, const Baseline *baseline, const MspIndex *index)
{
  for (guint i = 0; i < index->trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (index->trail, i);
      guint32 number = msp_actors_get_number (index->actors, trace);

      if (number == G_MAXUINT32)
        continue;
      Actor *actor = &actors[number];
      add_context (actor, index, trace);
      add_counts (actor, index, trace);
      add_new_apps (actor, baseline, index, trace);
    }
}

gboolean
msp_notes_write_actors (MspAccessWriter *out, const MspIndex *index, const MspExposure *window, GError **error)
{
  guint n = index->actors->n_actors;
  g_autofree Actor *actors = g_new0 (Actor, n + 1);
  Baseline baseline = { g_hash_table_new_full (NULL, NULL, NULL, g_free), g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL) };
  gboolean good = TRUE;

  for (guint i = 0; i < n; i++)
    init_actor (&actors[i]);
  learn (&baseline, index, window);
  collect (actors, &baseline, index);
  for (guint i = 0; i < n; i++)
    {
      good = good && write_actor (out, index->actors, &actors[i], i, error);
      clear_actor (&actors[i]);
    }
  g_hash_table_destroy (baseline.ends);
  g_hash_table_destroy (baseline.known);
  g_hash_table_destroy (baseline.has_any);
  return good;
}
