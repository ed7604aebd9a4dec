/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/spool.h"
#include "format/module.h"
#include "pipeline/child.h"
#include "pipeline/modules.h"
#include "pipeline/tally.h"
#include "pipeline/wire.h"

/* Records are sent together, up to so many bytes or so long after the last time. */
#define BATCH_BYTES (256 * 1024)
#define BATCH_USEC (G_USEC_PER_SEC / 5)

typedef struct {
  MspSink        sink;       /* must be first */
  int            fd;
  MspAnalyser   *analyser;
  MspScanRequest request;
  GByteArray    *out;
  gint64         sent;       /* monotonic microseconds of the last batch */
  guint          n_modules;  /* that cannot be used, as was told */
  MspWireRecord  incoming;
} Worker;

/* The coordinator is gone or does not want us any more: nothing is left to be done. */
static void
leave (int code)
{
  _exit (code);
}

static void
flush_out (Worker *self)
{
  msp_child_send (self->fd, self->out->data, self->out->len);
  g_byte_array_set_size (self->out, 0);
  self->sent = g_get_monotonic_time ();
}

static gboolean
on_message (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  msp_wire_put_message (((Worker *) (void *) sink)->out, message);
  return TRUE;
}

static gboolean
on_source (MspSink *sink, const MspSourceRecord *source, GError **error)
{
  msp_wire_put_source (((Worker *) (void *) sink)->out, source);
  return TRUE;
}

static gboolean
on_problem (MspSink *sink, const MspProblem *problem, GError **error)
{
  msp_wire_put_problem (((Worker *) (void *) sink)->out, problem);
  return TRUE;
}

static gboolean
on_claim (MspSink *sink, const MspClaimRecord *claim, GError **error)
{
  msp_wire_put_claim (((Worker *) (void *) sink)->out, claim);
  return TRUE;
}

static gboolean
on_digest (MspSink *sink, const MspDigestRecord *digest, GError **error)
{
  msp_wire_put_digest (((Worker *) (void *) sink)->out, digest);
  return TRUE;
}

static const MspSinkClass worker_class = { on_message, on_source, on_problem, NULL, on_claim, on_digest };

static gboolean
on_step (gpointer data, const MspScanMark *mark, guint64 bytes, GError **error)
{
  Worker *self = data;

  if (!msp_modules_tell (&self->n_modules, &self->sink, error))
    return FALSE;
  if (self->out->len < BATCH_BYTES && g_get_monotonic_time () - self->sent < BATCH_USEC)
    return TRUE;
  msp_wire_put_mark (self->out, mark, bytes);
  flush_out (self);
  return TRUE;
}

static void
receive (Worker *self, void *buf, gsize len)
{
  gssize n;

  do
    n = recv (self->fd, buf, len, MSG_WAITALL);
  while (n < 0 && errno == EINTR);
  if (n != (gssize) len)
    leave (EXIT_SUCCESS);
}

/* The next unit, as a frame that stays until the next call. */
static const MspScanWork *
next_work (Worker *self, GByteArray *frame)
{
  g_byte_array_set_size (frame, MSP_WIRE_HEADER);
  receive (self, frame->data, MSP_WIRE_HEADER);
  gsize size = msp_wire_get_size (msp_span_new ((const char *) frame->data, MSP_WIRE_HEADER));
  if (size == G_MAXSIZE)
    leave (EXIT_FAILURE);
  g_byte_array_set_size (frame, (guint) size);
  receive (self, frame->data + MSP_WIRE_HEADER, size - MSP_WIRE_HEADER);
  if (!msp_wire_record_read (&self->incoming, msp_span_new ((const char *) frame->data, size))
      || self->incoming.type != MSP_WIRE_WORK)
    leave (EXIT_FAILURE);
  return &self->incoming.work;
}

/* What libraries print about hostile input is for nobody; what a sanitizer prints is. */
static void
silence (void)
{
#if defined (__SANITIZE_ADDRESS__)
  return;
#endif
  int fd = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (fd >= 0)
    {
      (void) dup2 (fd, STDOUT_FILENO);
      (void) dup2 (fd, STDERR_FILENO);
      (void) close (fd);
    }
}

static guint64
get_address_space (void)
{
  g_autofree char *text = NULL;

  /* First field of statm: pages of address space. */
  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  return g_ascii_strtoull (text, NULL, 10) * (guint64) sysconf (_SC_PAGESIZE);
}

/* Address space for libraries that come with modules and are not counted as memory for mail. */
#define LIBRARIES (G_GUINT64_CONSTANT (64) * 1024 * 1024)

gboolean
msp_worker_confine (const MspWorkerConfig *config, GError **error)
{
  silence ();
  if (config->spool != NULL)
    (void) msp_spool_open (config->spool, config->beat);
  return msp_confine_self (config->sandbox, config->readable, msp_spool_get_fd (),
                           config->memory > 0 ? get_address_space () + LIBRARIES + config->memory : 0, error);
}

void
msp_worker_run (int fd, const MspWorkerConfig *config)
{
  Worker self = { .sink = { &worker_class }, .fd = fd };
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  self.out = g_byte_array_sized_new (2 * BATCH_BYTES);
  self.analyser = msp_analyser_new (&config->analyser);
  self.request = (MspScanRequest) {
    .analyser = self.analyser, .sink = &self.sink, .limits = config->analyser.limits, .step = on_step, .step_data = &self,
    .current = config->current,
  };
  msp_analyser_observe (self.analyser, config->observer, &self.fd);
  msp_wire_record_init (&self.incoming);
  msp_module_forget_missing ();
  if (!msp_worker_confine (config, &error))
    leave (EXIT_FAILURE);
  for (;;)
    {
      const MspScanWork *work = next_work (&self, frame);

      self.sent = g_get_monotonic_time ();
      if (!msp_scan_work (&self.request, work, &error) || !msp_modules_tell (&self.n_modules, &self.sink, &error))
        leave (EXIT_FAILURE);
      msp_wire_put_done (self.out);
      flush_out (&self);
    }
}
