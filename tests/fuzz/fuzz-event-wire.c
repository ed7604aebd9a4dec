/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pipeline/event-wire.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct {
  MspEventSink sink;
  GByteArray  *bytes;
} Sender;

static gboolean
put_event (MspEventSink *sink, const MspEvent *event, GError **error)
{
  msp_event_wire_put_event (((Sender *) sink)->bytes, event);
  return TRUE;
}

static void
put_reject (MspEventSink *sink, guint64 line, const char *reason, const MspEvent *known)
{
  msp_event_wire_put_reject (((Sender *) sink)->bytes, line, reason, known);
}

static void
put_pass (MspEventSink *sink, guint64 line)
{
  msp_event_wire_put_pass (((Sender *) sink)->bytes, line);
}

static void
put_mark (MspEventSink *sink, MspEvidenceMark mark)
{
  msp_event_wire_put_mark (((Sender *) sink)->bytes, mark);
}

/* Takes all frames that are well-formed, and sends events, rejections, passes and marks again. */
static gboolean
take_all (const GByteArray *bytes, MspEventSink *sink)
{
  MspBytes rest = { (const char *) bytes->data, (const char *) bytes->data + bytes->len, FALSE };
  gboolean good = TRUE;
  MspEventWire wire;

  msp_event_wire_init (&wire);
  while (rest.at < rest.end && (good = msp_event_wire_take (&wire, &rest)))
    {
      if (wire.type == MSP_EVENT_WIRE_EVENT)
        (void) sink->event (sink, &wire.event, NULL);
      else if (wire.type == MSP_EVENT_WIRE_REJECT)
        sink->reject (sink, wire.line, wire.reason, wire.has_event ? &wire.event : NULL);
      else if (wire.type == MSP_EVENT_WIRE_PASS)
        sink->pass (sink, wire.line);
      else if (wire.type == MSP_EVENT_WIRE_MARK)
        sink->mark (sink, wire.mark);
    }
  msp_event_wire_clear (&wire);
  return good;
}

/* What a reader says arrives as it is; then bytes of it lie, chosen by the input itself. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const MspEvidenceOptions options = { .year = 2026 };
  g_autoptr (GByteArray) sent = g_byte_array_new (), again = g_byte_array_new ();
  Sender sender = { { put_event, put_reject, put_pass, put_mark }, sent }, receiver = { { put_event, put_reject, put_pass, put_mark }, again };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_auto (MspEvidenceFile) file = { NULL };

  (void) msp_evidence_file_read (stream, &options, &sender.sink, NULL, &file, NULL);
  g_assert_true (take_all (sent, &receiver.sink));
  g_assert_cmpmem (sent->data, sent->len, again->data, again->len);
  for (gsize i = 0; sent->len > 0 && i + 2 < MIN (size, 3 * 64); i += 3)
    {
      gsize at = (data[i] * (gsize) 257 + data[i + 1] * (gsize) 65537) % sent->len;

      sent->data[at] ^= data[i + 2];
      (void) take_all (sent, &receiver.sink);
    }
  return 0;
}
