/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/event-wire.h"

#include <string.h>

#include "evidence/readers.h"

#define SHA256_DIGITS 64
/* Readers give years from 1970 to 2199, a zone earlier and a long connection later. */
#define TIME_MIN (-2 * 86400)
#define TIME_MAX G_GINT64_CONSTANT (10413792000)
/* Of a number of strings: there is no list. */
#define NO_LIST G_MAXUINT32
/* A string and an item take so many bytes at least. */
#define STRING_LEAST 5
#define ITEM_LEAST (5 * STRING_LEAST + 20)

/* The strings of an event, in the order in which they are sent. */
#define EVENT_STRINGS(X) \
  X (id) X (operation) X (mailbox) X (mailbox_guid) X (mailbox_sid) X (user) X (ip) X (session) X (token) X (sign_in) X (app) X (client_app) \
  X (client) X (folder) X (target) X (path) X (method) X (server) X (text)

/* Its numbers of 64 and of 32 bits. */
#define EVENT_U64(X) X (line) X (operations) X (messages) X (bytes)
#define EVENT_U32(X) X (precision) X (status) X (port)
#define EVENT_FLAGS(X) X (is_external) X (is_throttled) X (is_cut) X (opens_session) X (is_takeout) X (is_pop) X (has_messages) X (has_bytes)
#define EVENT_ENUMS(X) \
  X (clock, MspClock, MSP_CLOCK_ASSUMED) X (logon, MspLogon, MSP_LOGON_SERVICE) X (state, MspExportState, MSP_EXPORT_DOWNLOADED) \
  X (open, MspOpen, MSP_OPEN_YES)

#define RULE_FLAGS(X) X (is_removed) X (forwards) X (is_partial)
#define RULE_LISTS(X) X (targets) X (from) X (to) X (subject) X (body) X (subject_or_body)

static void
put_list (GByteArray *out, const char *const *list)
{
  msp_bytes_put_u32 (out, list != NULL ? g_strv_length ((char **) list) : NO_LIST);
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    msp_bytes_put_string (out, list[i]);
}

static void
put_item (GByteArray *out, const MspEventItem *item)
{
  msp_bytes_put_string (out, item->message_id);
  msp_bytes_put_string (out, item->item);
  msp_bytes_put_string (out, item->folder);
  msp_bytes_put_string (out, item->subject);
  msp_bytes_put_string (out, item->digest);
  msp_bytes_put_u64 (out, item->size);
  msp_bytes_put_u64 (out, item->uid);
  msp_bytes_put_u32 (out, item->attachments);
}

static void
put_rule (GByteArray *out, const MspEventRule *rule)
{
#define PUT(field) msp_bytes_put_u32 (out, rule->field != FALSE);
  RULE_FLAGS (PUT)
#undef PUT
  msp_bytes_put_string (out, rule->name);
#define PUT(field) put_list (out, rule->field);
  RULE_LISTS (PUT)
#undef PUT
}

static void
put_numbers (GByteArray *out, const MspEvent *event)
{
  msp_bytes_put_u32 (out, event->kind);
  msp_bytes_put_u64 (out, (guint64) event->time);
  msp_bytes_put_u64 (out, (guint64) event->end);
#define PUT(field) msp_bytes_put_u64 (out, event->field);
  EVENT_U64 (PUT)
#undef PUT
#define PUT(field) msp_bytes_put_u32 (out, event->field);
  EVENT_U32 (PUT)
#undef PUT
#define PUT(field) msp_bytes_put_u32 (out, event->field != FALSE);
  EVENT_FLAGS (PUT)
#undef PUT
#define PUT(field, type, last) msp_bytes_put_u32 (out, event->field);
  EVENT_ENUMS (PUT)
#undef PUT
}

static void
put_event (GByteArray *out, const MspEvent *event)
{
  put_numbers (out, event);
#define PUT(field) msp_bytes_put_string (out, event->field);
  EVENT_STRINGS (PUT)
#undef PUT
  put_list (out, event->parties);
  msp_bytes_put_u32 (out, event->rule != NULL);
  if (event->rule != NULL)
    put_rule (out, event->rule);
  msp_bytes_put_u32 (out, (guint32) event->n_items);
  for (gsize i = 0; i < event->n_items; i++)
    put_item (out, &event->items[i]);
}

void
msp_event_wire_put_event (GByteArray *out, const MspEvent *event)
{
  msp_bytes_put_u32 (out, MSP_EVENT_WIRE_EVENT);
  put_event (out, event);
}

void
msp_event_wire_put_reject (GByteArray *out, guint64 line, const char *reason, const MspEvent *known)
{
  msp_bytes_put_u32 (out, MSP_EVENT_WIRE_REJECT);
  msp_bytes_put_u64 (out, line);
  msp_bytes_put_string (out, reason);
  msp_bytes_put_u32 (out, known != NULL);
  if (known != NULL)
    put_event (out, known);
}

void
msp_event_wire_put_pass (GByteArray *out, guint64 line)
{
  msp_bytes_put_u32 (out, MSP_EVENT_WIRE_PASS);
  msp_bytes_put_u64 (out, line);
}

void
msp_event_wire_put_mark (GByteArray *out, MspEvidenceMark mark)
{
  msp_bytes_put_u32 (out, MSP_EVENT_WIRE_MARK);
  msp_bytes_put_u32 (out, mark);
}

void
msp_event_wire_put_reader (GByteArray *out, const MspEvidenceReader *reader)
{
  const MspEvidenceReader *const *table = msp_evidence_readers_get_table ();
  guint32 i = 0;

  while (table[i] != NULL && table[i] != reader)
    i++;
  msp_bytes_put_u32 (out, MSP_EVENT_WIRE_READER);
  msp_bytes_put_u32 (out, i);
}

void
msp_event_wire_put_end (GByteArray *out, const MspEvidenceFile *file, const GError *error)
{
  msp_bytes_put_u32 (out, MSP_EVENT_WIRE_END);
  msp_bytes_put_u32 (out, file->is_empty != FALSE);
  msp_bytes_put_u64 (out, file->size);
  msp_bytes_put_string (out, file->sha256);
  msp_bytes_put_string (out, error != NULL ? error->message : NULL);
}

void
msp_event_wire_init (MspEventWire *self)
{
  *self = (MspEventWire) { .items = g_array_new (FALSE, FALSE, sizeof (MspEventItem)), .lists = g_ptr_array_new_with_free_func (g_free) };
}

static const char *const *
take_list (MspEventWire *self, MspBytes *bytes)
{
  MspBytes ahead = *bytes;

  if (msp_bytes_take_u32 (&ahead) == NO_LIST)
    {
      *bytes = ahead;
      return NULL;
    }
  guint32 n = msp_bytes_take_count (bytes, STRING_LEAST);
  const char **list = g_new0 (const char *, (gsize) n + 1);

  g_ptr_array_add (self->lists, list);
  for (guint32 i = 0; i < n; i++)
    list[i] = msp_bytes_take_string (bytes);
  return list;
}

static MspEventItem
take_item (MspBytes *bytes)
{
  MspEventItem item = { .message_id = msp_bytes_take_string (bytes) };

  item.item = msp_bytes_take_string (bytes);
  item.folder = msp_bytes_take_string (bytes);
  item.subject = msp_bytes_take_string (bytes);
  item.digest = msp_bytes_take_string (bytes);
  item.size = msp_bytes_take_u64 (bytes);
  item.uid = msp_bytes_take_u64 (bytes);
  item.attachments = msp_bytes_take_u32 (bytes);
  return item;
}

static void
take_rule (MspEventWire *self, MspBytes *bytes)
{
  MspEventRule *rule = &self->rule;

#define TAKE(field) rule->field = msp_bytes_take_enum (bytes, 2) != 0;
  RULE_FLAGS (TAKE)
#undef TAKE
  rule->name = msp_bytes_take_string (bytes);
#define TAKE(field) rule->field = take_list (self, bytes);
  RULE_LISTS (TAKE)
#undef TAKE
  self->event.rule = rule;
}

static gint64
take_time (MspBytes *bytes)
{
  gint64 time = (gint64) msp_bytes_take_u64 (bytes);

  if (time != MSP_TIME_UNKNOWN && (time < TIME_MIN || time > TIME_MAX))
    bytes->bad = TRUE;
  return time;
}

static void
take_numbers (MspEvent *event, MspBytes *bytes)
{
  event->kind = (MspEventKind) msp_bytes_take_enum (bytes, MSP_N_EVENTS);
  event->time = take_time (bytes);
  event->end = take_time (bytes);
#define TAKE(field) event->field = msp_bytes_take_u64 (bytes);
  EVENT_U64 (TAKE)
#undef TAKE
#define TAKE(field) event->field = msp_bytes_take_u32 (bytes);
  EVENT_U32 (TAKE)
#undef TAKE
#define TAKE(field) event->field = msp_bytes_take_enum (bytes, 2) != 0;
  EVENT_FLAGS (TAKE)
#undef TAKE
#define TAKE(field, type, last) event->field = (type) msp_bytes_take_enum (bytes, (last) + 1);
  EVENT_ENUMS (TAKE)
#undef TAKE
}

static void
take_event (MspEventWire *self, MspBytes *bytes)
{
  MspEvent *event = &self->event;

  msp_event_init (event, MSP_EVENT_OTHER);
  g_ptr_array_set_size (self->lists, 0);
  take_numbers (event, bytes);
#define TAKE(field) event->field = msp_bytes_take_string (bytes);
  EVENT_STRINGS (TAKE)
#undef TAKE
  event->parties = take_list (self, bytes);
  if (msp_bytes_take_enum (bytes, 2) != 0)
    take_rule (self, bytes);
  event->n_items = msp_bytes_take_count (bytes, ITEM_LEAST);
  g_array_set_size (self->items, (guint) event->n_items);
  for (guint i = 0; i < self->items->len; i++)
    g_array_index (self->items, MspEventItem, i) = take_item (bytes);
  event->items = (const MspEventItem *) (const void *) self->items->data;
}

static void
take_end (MspEventWire *self, MspBytes *bytes)
{
  self->file.is_empty = msp_bytes_take_enum (bytes, 2) != 0;
  self->file.size = msp_bytes_take_u64 (bytes);
  self->file.sha256 = (char *) msp_bytes_take_optional (bytes);
  self->reason = msp_bytes_take_optional (bytes);
  if (self->file.sha256 != NULL
      && (strlen (self->file.sha256) != SHA256_DIGITS || strspn (self->file.sha256, "0123456789abcdef") != SHA256_DIGITS))
    bytes->bad = TRUE;
}

static void
take_reject (MspEventWire *self, MspBytes *bytes)
{
  self->reason = msp_bytes_take_string (bytes);
  self->has_event = msp_bytes_take_enum (bytes, 2) != 0;
  if (self->has_event)
    take_event (self, bytes);
}

static const MspEvidenceReader *
take_reader (MspBytes *bytes)
{
  const MspEvidenceReader *const *table = msp_evidence_readers_get_table ();
  guint32 n = 0;

  while (table[n] != NULL)
    n++;
  return table[msp_bytes_take_enum (bytes, n)];
}

/* Marks are bits. */
static MspEvidenceMark
take_mark (MspBytes *bytes)
{
  return (MspEvidenceMark) msp_bytes_take_enum (bytes, 2 * MSP_MARK_SAMPLED);
}

gboolean
msp_event_wire_take (MspEventWire *self, MspBytes *bytes)
{
  self->type = (MspEventWireType) msp_bytes_take_enum (bytes, MSP_EVENT_WIRE_N_TYPES);
  if (self->type == MSP_EVENT_WIRE_EVENT)
    take_event (self, bytes);
  else if (self->type == MSP_EVENT_WIRE_END)
    take_end (self, bytes);
  else if (self->type == MSP_EVENT_WIRE_READER)
    self->reader = take_reader (bytes);
  else if (self->type == MSP_EVENT_WIRE_MARK)
    self->mark = take_mark (bytes);
  else
    self->line = msp_bytes_take_u64 (bytes);
  if (self->type == MSP_EVENT_WIRE_REJECT)
    take_reject (self, bytes);
  return !bytes->bad;
}

void
msp_event_wire_clear (MspEventWire *self)
{
  g_array_free (self->items, TRUE);
  g_ptr_array_free (self->lists, TRUE);
}
