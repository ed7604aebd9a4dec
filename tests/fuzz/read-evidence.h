/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads data by a reader of access evidence and checks what it promises of events and rejections. */

#include "evidence/reader.h"

static inline void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static inline void
check_list (const char *const *list)
{
  for (; list != NULL && *list != NULL; list++)
    check_text (*list);
}

static inline void
check_rule (const MspEventRule *rule)
{
  if (rule == NULL)
    return;
  check_text (rule->name);
  check_list (rule->targets);
  check_list (rule->from);
  check_list (rule->to);
  check_list (rule->subject);
  check_list (rule->body);
  check_list (rule->subject_or_body);
}

static inline gboolean
check_event (MspEventSink *self, const MspEvent *event, GError **error)
{
  const char *texts[] = {
    event->id, event->operation, event->mailbox, event->mailbox_guid, event->mailbox_sid, event->user, event->ip, event->session,
    event->token, event->sign_in, event->app, event->client_app, event->client, event->folder, event->target, event->path,
    event->method, event->server, event->text,
  };

  g_assert_cmpint (event->kind, <, MSP_N_EVENTS);
  g_assert_cmpuint (event->line, >, 0);
  g_assert_true (event->time != MSP_TIME_UNKNOWN || event->kind == MSP_EVENT_SCAN || event->kind == MSP_EVENT_FLOW);
  g_assert_true (event->kind != MSP_EVENT_BIND || event->operations >= MAX (event->n_items, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_text (texts[i]);
  for (gsize i = 0; i < event->n_items; i++)
    {
      check_text (event->items[i].message_id);
      check_text (event->items[i].item);
      check_text (event->items[i].folder);
      check_text (event->items[i].subject);
      check_text (event->items[i].digest);
    }
  check_list (event->parties);
  check_rule (event->rule);
  return TRUE;
}

static inline void
check_reject (MspEventSink *self, guint64 line, const char *reason, const MspEvent *known)
{
  g_assert_cmpuint (line, >, 0);
  check_text (reason);
  if (known == NULL)
    return;
  check_text (known->id);
  check_text (known->mailbox);
  check_text (known->mailbox_guid);
  check_text (known->mailbox_sid);
}

static inline void
check_pass (MspEventSink *self, guint64 line)
{
  g_assert_cmpuint (line, >, 0);
}

static inline void
check_mark (MspEventSink *self, MspEvidenceMark mark)
{
}

/* Bids and reads. */
static inline void
read_evidence (const MspEvidenceReader *reader, const guint8 *data, gsize size)
{
  static const MspEvidenceOptions options = { .year = 2026, .utc_offset = 3600 };
  MspEventSink sink = { check_event, check_reject, check_pass, check_mark };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);

  g_assert_cmpint (reader->bid (msp_span_new (g_bytes_get_data (bytes, NULL), MIN (size, MSP_STREAM_PEEK_MAX))), <=, 100);
  g_assert_true (reader->read (stream, &options, &sink, NULL));
}
