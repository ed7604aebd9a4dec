/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/zeek-flow.h"

#include "evidence/address.h"
#include "evidence/text.h"
#include "evidence/timestamp.h"

/* Longer ids than Zeek makes are cut. */
#define ID_SIZE 64

static const char *const names[MSP_ZEEK_N] = {
  [MSP_ZEEK_TIME] = "ts", [MSP_ZEEK_ID] = "uid", [MSP_ZEEK_ORIGINATOR] = "id.orig_h", [MSP_ZEEK_RESPONDER] = "id.resp_h",
  [MSP_ZEEK_PORT] = "id.resp_p", [MSP_ZEEK_DURATION] = "duration", [MSP_ZEEK_ORIGINATOR_BYTES] = "orig_bytes",
  [MSP_ZEEK_RESPONDER_BYTES] = "resp_bytes", [MSP_ZEEK_ORIGINATOR_IP_BYTES] = "orig_ip_bytes",
  [MSP_ZEEK_RESPONDER_IP_BYTES] = "resp_ip_bytes", [MSP_ZEEK_LOCAL_ORIGINATOR] = "local_orig",
  [MSP_ZEEK_LOCAL_RESPONDER] = "local_resp",
};

MspZeekField
msp_zeek_field_find (MspSpan name)
{
  guint field = 0;

  while (field < MSP_ZEEK_N && !msp_span_equals (name, names[field]))
    field++;
  return (MspZeekField) field;
}

const char *
msp_zeek_field_get_name (MspZeekField field)
{
  return names[field];
}

/* Seconds since 1970, or ISO where Zeek was told to write that. */
static gint64
parse_time (MspSpan text)
{
  gint64 time;
  gboolean has_zone;

  return msp_timestamp_parse_iso (text, &time, &has_zone) ? time : msp_timestamp_from_epoch (text, 1);
}

/* Whole seconds behind the start, rounded up. */
static guint64
parse_duration (MspSpan text)
{
  MspSpan whole;
  guint64 seconds = 0;

  if (msp_text_take (&text, ".", &whole))
    return (whole.len == 0 || msp_text_to_number (whole, &seconds)) && seconds < G_MAXINT32 ? seconds + 1 : 0;
  return msp_text_to_number (text, &seconds) && seconds < G_MAXINT32 ? seconds : 0;
}

/* Bytes of content, or with the headers of the packets where content was not counted. */
static gboolean
parse_bytes (MspSpan content, MspSpan packets, guint64 *out_bytes)
{
  *out_bytes = 0;
  return msp_text_to_number (content, out_bytes) || msp_text_to_number (packets, out_bytes);
}

static gboolean
is_flag (MspSpan value, gboolean flag)
{
  return msp_span_equals (value, flag ? "T" : "F") || msp_span_equals (value, flag ? "true" : "false");
}

/* What an outside machine sent inwards has not left. */
static gboolean
comes_in (MspSpan sender_is_local, MspSpan receiver_is_local)
{
  return is_flag (sender_is_local, FALSE) && is_flag (receiver_is_local, TRUE);
}

typedef struct {
  MspEventSink *sink;
  MspEvent      event;
  guint         n_sent;
} Sender;

static gboolean
send_flow (Sender *self, const char *server, const char *peer, guint64 bytes, GError **error)
{
  self->event.server = server;
  self->event.ip = peer;
  self->event.bytes = bytes;
  self->event.has_bytes = TRUE;
  self->n_sent++;
  return self->sink->event (self->sink, &self->event, error);
}

gboolean
msp_zeek_flow_send (const MspSpan values[MSP_ZEEK_N], guint64 line, MspEventSink *sink, GError **error)
{
  char originator[MSP_ADDRESS_SIZE], responder[MSP_ADDRESS_SIZE], id[ID_SIZE];
  Sender self = { .sink = sink };
  guint64 sent, returned, port = 0;
  gint64 time = parse_time (values[MSP_ZEEK_TIME]);
  MspSpan name = values[MSP_ZEEK_ID];

  if (time == MSP_TIME_UNKNOWN || !msp_address_normalise (values[MSP_ZEEK_ORIGINATOR], originator)
      || !msp_address_normalise (values[MSP_ZEEK_RESPONDER], responder))
    {
      sink->reject (sink, line, "no time and two addresses", NULL);
      return TRUE;
    }
  g_snprintf (id, sizeof id, "%.*s", (int) MIN (name.len, (gsize) ID_SIZE - 1), name.data);
  msp_event_init (&self.event, MSP_EVENT_FLOW);
  self.event.id = id;
  self.event.line = line;
  self.event.time = time;
  self.event.end = time + (gint64) parse_duration (values[MSP_ZEEK_DURATION]);
  self.event.precision = 1;
  self.event.port = msp_text_to_number (values[MSP_ZEEK_PORT], &port) && port <= G_MAXUINT16 ? (guint) port : 0;
  parse_bytes (values[MSP_ZEEK_ORIGINATOR_BYTES], values[MSP_ZEEK_ORIGINATOR_IP_BYTES], &sent);
  parse_bytes (values[MSP_ZEEK_RESPONDER_BYTES], values[MSP_ZEEK_RESPONDER_IP_BYTES], &returned);
  if (returned > 0 && !comes_in (values[MSP_ZEEK_LOCAL_RESPONDER], values[MSP_ZEEK_LOCAL_ORIGINATOR])
      && !send_flow (&self, responder, originator, returned, error))
    return FALSE;
  if (sent > 0 && !comes_in (values[MSP_ZEEK_LOCAL_ORIGINATOR], values[MSP_ZEEK_LOCAL_RESPONDER])
      && !send_flow (&self, originator, responder, sent, error))
    return FALSE;
  if (self.n_sent == 0)
    sink->pass (sink, line);
  return TRUE;
}
