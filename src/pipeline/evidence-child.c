/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/evidence-child.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "format/module.h"
#include "pipeline/child.h"
#include "pipeline/event-wire.h"
#include "pipeline/worker.h"

/* Batches are sent by their size alone, never by the clock: what a file gives before it breaks the process is always the same. */
#define BATCH_BYTES (128 * 1024)
#define BEAT_USEC (G_USEC_PER_SEC / 2)

typedef struct {
  MspEventSink              sink;      /* must be first */
  const MspEvidenceRequest *request;
  int                       fd;
  GByteArray               *out;       /* begins with room for its length */
  gint64                    beat;      /* monotonic microseconds of the last sign of life */
} Child;

static void
flush_out (Child *self)
{
  guint32 len = self->out->len - (guint32) sizeof len;

  memcpy (self->out->data, &len, sizeof len);
  msp_child_send (self->fd, self->out->data, self->out->len);
  g_byte_array_set_size (self->out, sizeof len);
  self->beat = g_get_monotonic_time ();
}

static void
flush_if_full (Child *self)
{
  if (self->out->len >= BATCH_BYTES)
    flush_out (self);
}

static void
put_reject (MspEventSink *sink, guint64 line, const char *reason, const MspEvent *known)
{
  Child *self = (Child *) sink;

  msp_event_wire_put_reject (self->out, line, reason, known);
  flush_if_full (self);
}

static gboolean
put_event (MspEventSink *sink, const MspEvent *event, GError **error G_GNUC_UNUSED)
{
  Child *self = (Child *) sink;
  guint before = self->out->len;

  if (self->request->observer != NULL)
    self->request->observer (event);
  msp_event_wire_put_event (self->out, event);
  if (self->out->len - before > MSP_EVIDENCE_BATCH_MAX - BATCH_BYTES)
    {
      g_byte_array_set_size (self->out, before);
      put_reject (sink, event->line, "it is too long", NULL);
    }
  flush_if_full (self);
  return TRUE;
}

static void
put_pass (MspEventSink *sink, guint64 line)
{
  Child *self = (Child *) sink;

  msp_event_wire_put_pass (self->out, line);
  flush_if_full (self);
}

static void
put_mark (MspEventSink *sink, MspEvidenceMark mark)
{
  Child *self = (Child *) sink;

  msp_event_wire_put_mark (self->out, mark);
  flush_if_full (self);
}

/* Who reads the file must be known even if the first record breaks the process. */
static void
on_found (gpointer data, const MspEvidenceReader *reader)
{
  Child *self = data;

  msp_event_wire_put_reader (self->out, reader);
  flush_out (self);
}

static void
on_block (gpointer data)
{
  const guint32 nothing = 0;
  Child *self = data;
  gint64 now = g_get_monotonic_time ();

  if (now - self->beat < BEAT_USEC)
    return;
  self->beat = now;
  msp_child_send (self->fd, &nothing, sizeof nothing);
}

static void
confine (const MspEvidenceRequest *request)
{
  const char *const readable[] = { msp_module_get_folder (), NULL };
  const MspWorkerConfig config = { .sandbox = request->sandbox, .readable = readable, .memory = request->memory };

  /* Reasons go into a table, which is the same in every language. */
  (void) setlocale (LC_MESSAGES, "C");
  if (!msp_worker_confine (&config, NULL))
    _exit (EXIT_FAILURE);
}

void
msp_evidence_child_run (int fd, gpointer data)
{
  const MspEvidenceTask *task = data;
  Child self = { .sink = { put_event, put_reject, put_pass, put_mark }, .request = task->request, .fd = fd };
  const MspEvidenceWatch watch = { on_found, on_block, &self };
  g_auto (MspEvidenceFile) file = { NULL };
  g_autoptr (GError) error = NULL;

  self.out = g_byte_array_sized_new (2 * BATCH_BYTES);
  g_byte_array_set_size (self.out, sizeof (guint32));
  confine (task->request);
  (void) msp_evidence_file_read (task->stream, task->options, &self.sink, &watch, &file, &error);
  msp_event_wire_put_end (self.out, &file, error);
  flush_out (&self);
  _exit (EXIT_SUCCESS);
}
