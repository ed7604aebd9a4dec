/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/evidence.h"

#include <stdlib.h>

#include "pipeline/child.h"
#include "pipeline/event-wire.h"
#include "pipeline/evidence-child.h"
#include "pipeline/scan.h"

typedef struct {
  const MspEvidenceRequest *request;
  MspChild         child;
  MspEventSink    *sink;
  MspEvidenceFile *file;
  MspEventWire     wire;
  GByteArray      *batch;
  gboolean         is_over;    /* the process said that it is done */
  gboolean         is_whole;   /* … and that it read all */
} Reading;

static gboolean
take_end (Reading *self, GError **error)
{
  self->is_over = TRUE;
  self->file->is_empty = self->wire.file.is_empty;
  self->file->size = self->wire.file.size;
  self->file->sha256 = g_strdup (self->wire.file.sha256);
  self->is_whole = self->wire.reason == NULL;
  if (!self->is_whole)
    g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_WORKER, self->wire.reason);
  return self->is_whole;
}

/* FALSE with error: the sink said so, or the file ended in one. */
static gboolean
replay (Reading *self, GError **error)
{
  MspEventSink *sink = self->sink;

  switch (self->wire.type)
    {
    case MSP_EVENT_WIRE_EVENT: return sink->event (sink, &self->wire.event, error);
    case MSP_EVENT_WIRE_REJECT: sink->reject (sink, self->wire.line, self->wire.reason, self->wire.has_event ? &self->wire.event : NULL); break;
    case MSP_EVENT_WIRE_PASS: sink->pass (sink, self->wire.line); break;
    case MSP_EVENT_WIRE_MARK: sink->mark (sink, self->wire.mark); break;
    case MSP_EVENT_WIRE_READER: self->file->reader = self->wire.reader; break;
    case MSP_EVENT_WIRE_END: return take_end (self, error);
    default: break;
    }
  return TRUE;
}

/* Receives a batch of frames, which may be empty. FALSE if the process is gone, silent or talks nonsense. */
static gboolean
receive_batch (Reading *self)
{
  guint32 len;

  if (!msp_child_receive (&self->child, self->request->seconds, &len, sizeof len) || len > MSP_EVIDENCE_BATCH_MAX)
    return FALSE;
  g_byte_array_set_size (self->batch, len);
  return len == 0 || msp_child_receive (&self->child, self->request->seconds, self->batch->data, len);
}

/* Until the process is done, or something fails, with error unless it is the process. */
static void
replay_all (Reading *self, GError **error)
{
  gboolean good = TRUE;

  while (good && !self->is_over && receive_batch (self))
    {
      MspBytes bytes = { (const char *) self->batch->data, (const char *) self->batch->data + self->batch->len, FALSE };

      while (good && !self->is_over && bytes.at < bytes.end)
        good = msp_event_wire_take (&self->wire, &bytes) && replay (self, error);
    }
}

static void
set_broken (MspReason reason, GError **error)
{
  const char *why = reason == MSP_REASON_TIMEOUT ? "it took too long" : reason == MSP_REASON_MEMORY ? "it took too much memory"
                                                                                                      : "it broke the process that read it";

  g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_WORKER, why);
}

gboolean
msp_evidence_read (gpointer request, MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, MspEvidenceFile *out_file,
                   GError **error)
{
  Reading self = { .request = request, .sink = sink, .file = out_file };
  MspEvidenceTask task = { self.request, stream, options };
  g_autoptr (GError) failure = NULL;

  *out_file = (MspEvidenceFile) { NULL };
  if (!msp_child_start (&self.child, msp_evidence_child_run, &task, error))
    return FALSE;
  self.batch = g_byte_array_new ();
  msp_event_wire_init (&self.wire);
  replay_all (&self, &failure);
  MspReason reason = msp_child_end (&self.child, self.is_over, self.request->memory);
  msp_event_wire_clear (&self.wire);
  g_byte_array_unref (self.batch);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (!self.is_over)
    set_broken (reason, error);
  return self.is_over && self.is_whole;
}
