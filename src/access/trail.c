/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/trail.h"

#include <string.h>

#include "access/folder-names.h"
#include "access/folder.h"
#include "access/hiding.h"
#include "access/message-id.h"
#include "access/subject.h"

/* What is left of an id that a log cut must be as long to stand for one message. */
#define CUT_MIN 40

static guint
context_hash (gconstpointer key)
{
  const guint32 *fields = key;
  guint hash = 5381;

  for (gsize i = 0; i < sizeof (MspTrailContext) / sizeof *fields; i++)
    hash = hash * 33 + fields[i];
  return hash;
}

static gboolean
context_equal (gconstpointer left, gconstpointer right)
{
  return memcmp (left, right, sizeof (MspTrailContext)) == 0;
}

static void
clear_rule (gpointer data)
{
  MspTrailRule *rule = data;

  g_strfreev (rule->from);
  g_strfreev (rule->to);
  g_strfreev (rule->subject);
  g_strfreev (rule->body);
  g_strfreev (rule->subject_or_body);
}

MspTrail *
msp_trail_new (void)
{
  MspTrail *self = g_new0 (MspTrail, 1);

  self->names = msp_names_new ();
  self->mailboxes = msp_mailboxes_new (self->names);
  self->traces = g_array_new (FALSE, FALSE, sizeof (MspTrace));
  self->items = g_array_new (FALSE, FALSE, sizeof (MspTrailItem));
  self->contexts = g_array_new (FALSE, FALSE, sizeof (MspTrailContext));
  self->rules = g_array_new (FALSE, FALSE, sizeof (MspTrailRule));
  g_array_set_clear_func (self->rules, clear_rule);
  self->places = g_hash_table_new (NULL, NULL);
  self->inputs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->context_numbers = g_hash_table_new_full (context_hash, context_equal, g_free, NULL);
  return self;
}

static guint32
add_context (MspTrail *self, const MspEvent *event)
{
  MspTrailContext context = {
    .user = msp_names_add (self->names, event->user),         .ip = msp_names_add (self->names, event->ip),
    .session = msp_names_add (self->names, event->session),   .token = msp_names_add (self->names, event->token),
    .app = msp_names_add (self->names, event->app),           .client_app = msp_names_add (self->names, event->client_app),
    .client = msp_names_add (self->names, event->client),
    .sign_in = msp_names_add (self->names, event->sign_in),
  };
  gpointer number;

  if (g_hash_table_lookup_extended (self->context_numbers, &context, NULL, &number))
    return GPOINTER_TO_UINT (number);
  g_array_append_val (self->contexts, context);
  g_hash_table_insert (self->context_numbers, g_memdup2 (&context, sizeof context), GUINT_TO_POINTER (self->contexts->len - 1));
  return self->contexts->len - 1;
}

static guint32
add_folder (MspTrail *self, const char *path)
{
  if (path[0] == '\0')
    return 0;
  g_autofree char *normal = msp_folder_normalise (path);
  guint32 name = msp_names_add (self->names, normal);
  if (!g_hash_table_contains (self->places, GUINT_TO_POINTER (name)))
    {
      g_autofree char *general = msp_folder_generalise (normal);

      g_hash_table_insert (self->places, GUINT_TO_POINTER (name), GUINT_TO_POINTER (msp_names_add (self->names, general)));
    }
  return name;
}

/* FNV-1a: server ids are long, and only ever compared. */
static guint64
hash_item (const char *id)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  if (id[0] == '\0')
    return 0;
  for (; *id != '\0'; id++)
    hash = (hash ^ (guint8) *id) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

/* What a log cuts ends in dots, and has lost its closing bracket. */
static char *
dup_bare_id (const char *text, MspTrailItem *item)
{
  gboolean bracketed;
  g_autofree char *normal = msp_message_id_normalise (text, &bracketed);

  item->is_bracketed = bracketed != FALSE;
  item->is_cut = g_str_has_suffix (normal, "...") != FALSE;
  if (item->is_cut == 0)
    return g_steal_pointer (&normal);
  item->is_bracketed = normal[0] == '<';
  normal[strlen (normal) - 3] = '\0';
  return g_strdup (normal + (item->is_bracketed ? 1 : 0));
}

static void
add_item (MspTrail *self, const MspEventItem *from)
{
  MspTrailItem item = {
    .folder = add_folder (self, from->folder), .item = hash_item (from->item), .uid = from->uid <= G_MAXUINT32 ? (guint32) from->uid : 0,
    .subject = from->subject != NULL ? msp_subject_hash (from->subject) : 0, .size = from->size,
  };
  g_autofree char *bare = dup_bare_id (from->message_id, &item);
  g_autofree char *small = g_ascii_strdown (bare, -1), *digest = g_ascii_strdown (from->digest, -1);

  item.id = msp_names_add (self->names, bare);
  item.folded = msp_names_add (self->names, small);
  item.digest = msp_names_add (self->names, digest);
  g_array_append_val (self->items, item);
}

static guint32
add_rule (MspTrail *self, const MspEventRule *from)
{
  MspTrailRule rule = {
    .name = msp_names_add (self->names, from->name),    .is_removed = from->is_removed,
    .forwards = from->forwards,                         .is_partial = from->is_partial,
    .from = g_strdupv ((char **) from->from),           .to = g_strdupv ((char **) from->to),
    .subject = g_strdupv ((char **) from->subject),     .body = g_strdupv ((char **) from->body),
    .subject_or_body = g_strdupv ((char **) from->subject_or_body),
  };

  g_array_append_val (self->rules, rule);
  return self->rules->len;
}

/* Some records name no mailbox but the user whose mailbox it is. */
static gboolean
is_about_users_mailbox (const MspEvent *event)
{
  return event->kind == MSP_EVENT_SEARCH || event->kind == MSP_EVENT_LOGIN;
}

guint32
msp_trail_add_mailbox (MspTrail *self, const MspEvent *event)
{
  guint32 guid = msp_mailboxes_add (self->mailboxes, event->mailbox_guid), sid = msp_mailboxes_add (self->mailboxes, event->mailbox_sid);
  guint32 address = msp_mailboxes_add (self->mailboxes, event->mailbox);

  if (address == 0 && guid == 0 && sid == 0 && is_about_users_mailbox (event))
    address = msp_mailboxes_add (self->mailboxes, event->user);
  msp_mailboxes_join (self->mailboxes, address, guid);
  msp_mailboxes_join (self->mailboxes, guid != 0 ? guid : address, sid);
  return address != 0 ? address : guid != 0 ? guid : sid;
}

void
msp_trail_add_input (MspTrail *self, const char *name)
{
  guint32 number = msp_names_add (self->names, name);

  g_array_append_val (self->inputs, number);
}

void
msp_trail_add (MspTrail *self, const MspEvent *event, guint32 input, const char *id)
{
  gboolean has_path = event->kind == MSP_EVENT_TRANSFER || event->kind == MSP_EVENT_REQUEST;
  /* What a session fetched is known when it ends. */
  gboolean is_ended = event->kind == MSP_EVENT_SESSION && event->end != MSP_TIME_UNKNOWN;
  MspTrace trace = {
    .time = is_ended ? event->end : event->time, .end = event->end, .operations = event->operations, .messages = event->messages,
    .bytes = event->bytes, .line = event->line,
    .id = msp_names_add (self->names, id), .input = input, .operation = msp_names_add (self->names, event->operation),
    .mailbox = msp_trail_add_mailbox (self, event), .context = add_context (self, event),
    .first_item = self->items->len, .n_items = (guint32) event->n_items,
    .folder = has_path ? msp_names_add (self->names, event->path) : add_folder (self, event->folder),
    .target = add_folder (self, event->target),
    .server = msp_names_add (self->names, event->server), .method = msp_names_add (self->names, event->method),
    .rule = event->rule != NULL ? add_rule (self, event->rule) : 0,
    .precision = event->precision, .port = event->port, .status = (guint16) MIN (event->status, G_MAXUINT16),
    .kind = (guint8) event->kind, .clock = (guint8) event->clock, .logon = (guint8) event->logon, .state = (guint8) event->state,
    .open = (guint8) event->open, .hiding = (guint8) msp_hiding_find (event),
    .is_throttled = event->is_throttled != FALSE, .has_messages = event->has_messages != FALSE, .has_bytes = event->has_bytes != FALSE,
    .is_pop = event->is_pop != FALSE, .opens_session = event->opens_session != FALSE, .is_takeout = event->is_takeout != FALSE,
  };

  for (gsize i = 0; i < event->n_items; i++)
    add_item (self, &event->items[i]);
  g_array_append_val (self->traces, trace);
}

guint32
msp_trail_get_place (const MspTrail *self, guint32 folder)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, GUINT_TO_POINTER (folder)));
}

void
msp_trail_drop (MspTrail *self, guint first)
{
  const MspTrace dropped = *msp_trail_get (self, first);

  for (guint i = first; i < self->traces->len; i++)
    {
      MspTrace *trace = &g_array_index (self->traces, MspTrace, i);

      if (trace->id != dropped.id || trace->input != dropped.input)
        return;
      trace->kind = MSP_N_EVENTS;
    }
}

static void
remove_dropped (MspTrail *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->traces->len; i++)
    if (msp_trail_get (self, i)->kind != MSP_N_EVENTS)
      g_array_index (self->traces, MspTrace, kept++) = *msp_trail_get (self, i);
  g_array_set_size (self->traces, kept);
}

static int
compare_names (const MspNames *names, guint32 left, guint32 right)
{
  return left == right ? 0 : strcmp (msp_names_get (names, left), msp_names_get (names, right));
}

/* The power of ten that n has as many digits as. */
static guint64
get_magnitude (guint64 n)
{
  guint64 magnitude = 1;

  while (n / 10 >= magnitude)
    magnitude *= 10;
  return magnitude;
}

/* As strcmp would do, of the numbers as text. */
static int
compare_decimals (guint64 left, guint64 right)
{
  guint64 a = left, b = right;

  for (guint64 end = get_magnitude (b), at = get_magnitude (a); at < end; at *= 10)
    a *= 10;
  for (guint64 end = get_magnitude (a), at = get_magnitude (b); at < end; at *= 10)
    b *= 10;
  return a != b ? (a > b) - (a < b) : (left > right) - (left < right);
}

/* As strcmp would do, of what records are known by. */
static int
compare_ids (const MspTrail *self, const MspTrace *a, const MspTrace *b)
{
  if (a->id != 0 && b->id != 0)
    return compare_names (self->names, a->id, b->id);
  if (a->id == 0 && b->id == 0 && a->input == b->input)
    return compare_decimals (a->line, b->line);
  g_autofree char *left = msp_trail_dup_id (self, a), *right = msp_trail_dup_id (self, b);
  return strcmp (left, right);
}

static int
compare (gconstpointer left, gconstpointer right, gpointer data)
{
  const MspTrace *a = left, *b = right;
  const MspTrail *self = data;
  int order = (a->time > b->time) - (a->time < b->time);

  if (order == 0)
    order = compare_ids (self, a, b);
  if (order == 0)
    order = (int) a->kind - (int) b->kind;
  if (order == 0)
    order = compare_names (self->names, a->folder, b->folder);
  if (order == 0)
    order = (a->first_item > b->first_item) - (a->first_item < b->first_item);
  return order;
}

void
msp_trail_sort (MspTrail *self)
{
  remove_dropped (self);
  for (guint i = 0; i < self->traces->len; i++)
    {
      MspTrace *trace = &g_array_index (self->traces, MspTrace, i);

      trace->mailbox = msp_mailboxes_find (self->mailboxes, trace->mailbox);
    }
  g_array_sort_with_data (self->traces, compare, self);
}

void
msp_trail_visit_items (const MspTrail *self, MspTrailVisit visit, gpointer data)
{
  for (guint i = 0; i < self->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (self, i);

      for (guint n = 0; trace->mailbox != 0 && n < trace->n_items; n++)
        visit (data, trace, &g_array_index (self->items, MspTrailItem, trace->first_item + n));
    }
}

char *
msp_trail_dup_id (const MspTrail *self, const MspTrace *trace)
{
  if (trace->id != 0 || trace->input >= self->inputs->len)
    return g_strdup (msp_names_get (self->names, trace->id));
  const char *name = msp_names_get (self->names, g_array_index (self->inputs, guint32, trace->input));
  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT, name, trace->line);
}

guint
msp_trail_find_time (const MspTrail *self, const GArray *list, gint64 time)
{
  guint low = 0, high = list->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (msp_trail_get (self, g_array_index (list, guint32, middle))->time < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
msp_trail_names_message (const MspTrail *self, const MspTrailItem *item)
{
  return item->folded != 0 && (!item->is_cut || strlen (msp_names_get (self->names, item->folded)) >= CUT_MIN);
}

guint64
msp_trail_count_unnamed (const MspTrail *self, const MspTrace *trace)
{
  guint64 n = MAX (trace->operations, trace->n_items), named = 0;

  for (guint i = 0; i < trace->n_items; i++)
    named += msp_trail_names_message (self, msp_trail_get_item (self, trace, i));
  return n - named;
}

void
msp_trail_free (MspTrail *self)
{
  g_hash_table_destroy (self->context_numbers);
  g_hash_table_destroy (self->places);
  g_array_free (self->traces, TRUE);
  g_array_free (self->items, TRUE);
  g_array_free (self->contexts, TRUE);
  g_array_free (self->rules, TRUE);
  g_array_free (self->inputs, TRUE);
  msp_mailboxes_free (self->mailboxes);
  msp_names_free (self->names);
  g_free (self);
}
