/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a reader says of some bytes, as text: a line for each event, rejection and record without mail, then the marks. */

#include "evidence/reader.h"
#include "evidence/readers.h"

typedef struct {
  MspEventSink  sink;
  GString      *text;
  guint         marks, n_events, n_rejected, n_passed;
  char          known[128];   /* "id mailbox time" of the record rejected last, "none" if nothing is known of it */
} EvidenceText;

static inline void
evidence_text_add (GString *text, const char *name, const char *value)
{
  if (*value != '\0')
    g_string_append_printf (text, " %s=%s", name, value);
}

static inline void
evidence_text_add_list (GString *text, const char *name, const char *const *list)
{
  g_autofree char *joined = list != NULL ? g_strjoinv ("|", (char **) list) : NULL;

  if (joined != NULL)
    evidence_text_add (text, name, joined);
}

static inline void
evidence_text_add_count (GString *text, const char *name, guint64 value)
{
  if (value > 0)
    g_string_append_printf (text, " %s=%" G_GUINT64_FORMAT, name, value);
}

static inline void
evidence_text_add_rule (GString *text, const MspEventRule *rule)
{
  g_string_append_printf (text, " rule=%s%s%s%s", rule->name, rule->forwards ? " forwards" : "", rule->is_removed ? " removed" : "",
                          rule->is_partial ? " partial" : "");
  evidence_text_add_list (text, "targets", rule->targets);
  evidence_text_add_list (text, "from", rule->from);
  evidence_text_add_list (text, "to", rule->to);
  evidence_text_add_list (text, "subject", rule->subject);
  evidence_text_add_list (text, "body", rule->body);
  evidence_text_add_list (text, "words", rule->subject_or_body);
}

static inline void
evidence_text_add_item (GString *text, const MspEventItem *item)
{
  g_string_append_printf (text, " {%s", item->message_id);
  evidence_text_add (text, "item", item->item);
  evidence_text_add (text, "in", item->folder);
  evidence_text_add (text, "digest", item->digest);
  evidence_text_add_count (text, "size", item->size);
  evidence_text_add_count (text, "attachments", item->attachments);
  g_string_append_c (text, '}');
}

static inline void
evidence_text_add_actor (GString *text, const MspEvent *event)
{
  static const char *const logons[] = { "", "owner", "delegate", "admin", "service" };

  evidence_text_add (text, "user", event->user);
  evidence_text_add (text, "ip", event->ip);
  evidence_text_add (text, "session", event->session);
  evidence_text_add (text, "sign-in", event->sign_in);
  evidence_text_add (text, "token", event->token);
  evidence_text_add (text, "app", event->app);
  evidence_text_add (text, "client-app", event->client_app);
  evidence_text_add (text, "client", event->client);
  evidence_text_add (text, "logon", logons[event->logon]);
  g_string_append (text, event->is_external ? " external" : "");
}

static inline gboolean
evidence_text_event (MspEventSink *sink, const MspEvent *event, GError **error)
{
  EvidenceText *self = (EvidenceText *) sink;
  GString *text = self->text;

  self->n_events++;
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT "%s", msp_event_kind_get_name (event->kind), event->time,
                          event->clock == MSP_CLOCK_ASSUMED ? "?" : "");
  evidence_text_add (text, "op", event->operation);
  evidence_text_add (text, "id", event->id);
  evidence_text_add (text, "mailbox", event->mailbox);
  evidence_text_add (text, "guid", event->mailbox_guid);
  evidence_text_add_actor (text, event);
  evidence_text_add (text, "folder", event->folder);
  evidence_text_add (text, "target", event->target);
  evidence_text_add_count (text, "operations", event->operations);
  g_string_append (text, event->is_throttled ? " throttled" : "");
  g_string_append (text, event->is_takeout ? " takeout" : "");
  evidence_text_add_count (text, "state", event->state);
  evidence_text_add (text, "text", event->text);
  evidence_text_add_list (text, "parties", event->parties);
  if (event->rule != NULL)
    evidence_text_add_rule (text, event->rule);
  for (gsize i = 0; i < event->n_items; i++)
    evidence_text_add_item (text, event->items + i);
  g_string_append_c (text, '\n');
  return TRUE;
}

static inline void
evidence_text_reject (MspEventSink *sink, guint64 line, const char *reason, const MspEvent *known)
{
  EvidenceText *self = (EvidenceText *) sink;

  self->n_rejected++;
  g_string_append_printf (self->text, "reject %" G_GUINT64_FORMAT ": %s\n", line, reason);
  g_strlcpy (self->known, "none", sizeof self->known);
  if (known != NULL)
    g_snprintf (self->known, sizeof self->known, "%s %s %" G_GINT64_FORMAT, known->id, known->mailbox,
                known->time != MSP_TIME_UNKNOWN ? known->time : -1);
}

static inline void
evidence_text_pass (MspEventSink *sink, guint64 line)
{
  EvidenceText *self = (EvidenceText *) sink;

  self->n_passed++;
  g_string_append_printf (self->text, "pass %" G_GUINT64_FORMAT "\n", line);
}

static inline void
evidence_text_mark (MspEventSink *sink, MspEvidenceMark mark)
{
  ((EvidenceText *) sink)->marks |= (guint) mark;
}

static inline EvidenceText
evidence_text_new (void)
{
  return (EvidenceText) {
    .sink = { evidence_text_event, evidence_text_reject, evidence_text_pass, evidence_text_mark }, .text = g_string_new (NULL),
  };
}

/* Reads bytes by the reader of that id, whoever would bid more. FALSE if there is none. */
static inline gboolean
evidence_text_read (EvidenceText *self, const char *id, const char *data, gsize len, const MspEvidenceOptions *options)
{
  static const MspEvidenceOptions none;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);

  for (const MspEvidenceReader *const *reader = msp_evidence_readers_get_table (); *reader != NULL; reader++)
    if (g_str_equal ((*reader)->id, id))
      return (*reader)->read (stream, options != NULL ? options : &none, &self->sink, NULL);
  return FALSE;
}
