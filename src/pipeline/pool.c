/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/pool.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pipeline/assignment.h"
#include "pipeline/child.h"

/* How long the coordinator sleeps at most before it looks at clocks and the stop flag, in milliseconds. */
#define TICK 200
#define READ_STEP (256 * 1024)

typedef struct {
  MspChild          child;     /* of pid 0: none */
  MspAssignment    *job;       /* NULL: idle */
  GByteArray       *in;
  gsize             taken;     /* bytes of in that were looked through for whole frames */
  gint64            heard;     /* monotonic microseconds of the last bytes, or of the unit's start */
  volatile guint64 *current;   /* in memory shared with it */
  volatile guint64 *beat;      /* likewise */
  guint64           beaten;    /* its value when last looked at */
  MspReason         killed;    /* why we killed it, or NONE */
} Worker;

typedef struct {
  const MspPoolRequest *request;
  Worker               *workers;
  volatile guint64     *shared;
  MspWireRecord         record;
  gboolean              planned_all;
} Pool;

static gboolean
fail_start (GError **error)
{
  int code = errno;

  g_set_error (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_WORKER, "cannot start a worker process: %s", g_strerror (code));
  return FALSE;
}

/* A worker about to be. */
typedef struct {
  const Pool   *pool;
  const Worker *worker;
} Start;

static void
become_worker (int fd, gpointer data)
{
  const Start *start = data;
  const Pool *pool = start->pool;
  MspWorkerConfig config = pool->request->worker;

  msp_child_close_others (fd);
  config.current = start->worker->current;
  config.beat = start->worker->beat;
  msp_worker_run (fd, &config);
}

static gboolean
start_worker (Pool *self, Worker *worker, GError **error)
{
  Start start = { self, worker };

  if (!msp_child_start (&worker->child, become_worker, &start, error))
    return FALSE;
  worker->taken = 0;
  worker->killed = MSP_REASON_NONE;
  g_byte_array_set_size (worker->in, 0);
  return TRUE;
}

static gboolean
send_all (int fd, const GByteArray *bytes)
{
  gsize at = 0;

  while (at < bytes->len)
    {
      gssize n = send (fd, bytes->data + at, bytes->len - at, MSG_NOSIGNAL);

      if (n < 0 && errno != EINTR)
        return FALSE;
      at += (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Sends the worker's unit, from where it stands. A worker that is dead already will be noticed by its closed socket. */
static void
send_job (Worker *worker)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  const MspAssignment *job = worker->job;
  const MspScanWork work = {
    .file = job->unit->file, .start = job->unit->start, .end = job->unit->end, .from = job->mark.steps > 0 ? &job->mark : NULL,
    .poisons = (const MspScanPoison *) (const void *) job->poisons->data, .n_poisons = job->poisons->len,
  };

  msp_wire_put_work (frame, &work);
  worker->heard = g_get_monotonic_time ();
  *worker->current = job->mark.steps;
  (void) send_all (worker->child.fd, frame);
}

static gboolean
give_work (Pool *self, Worker *worker, GError **error)
{
  MspPlanUnit *unit = self->planned_all ? NULL : msp_plan_next (self->request->plan);

  self->planned_all = unit == NULL;
  if (unit == NULL)
    return TRUE;
  if (worker->child.pid == 0 && !start_worker (self, worker, error))
    {
      msp_plan_unit_free (unit);
      return FALSE;
    }
  worker->job = msp_assignment_new (unit);
  if (self->request->checkpoints != NULL)
    msp_checkpoints_restore (self->request->checkpoints, worker->job);
  send_job (worker);
  return TRUE;
}

static void
show_progress (Pool *self)
{
  const MspPoolRequest *request = self->request;
  MspScanStats shown = *request->stats;

  for (guint i = 0; i < request->n_workers; i++)
    if (self->workers[i].job != NULL)
      {
        const MspAssignment *job = self->workers[i].job;

        shown.bytes += job->bytes - MIN (job->bytes, job->unit->start);
      }
  if (request->progress != NULL)
    request->progress (request->progress_data, &shown);
}

static gboolean
end_job (Pool *self, Worker *worker, GError **error)
{
  const MspPlanUnit *unit = worker->job->unit;
  gboolean good = msp_collector_end_unit (self->request->collector, unit, &worker->job->file_row, error);

  if (self->request->checkpoints != NULL)
    msp_checkpoints_end (self->request->checkpoints, unit);
  self->request->stats->bytes += MIN (unit->end, unit->file->size) - MIN (unit->start, unit->file->size);
  g_clear_pointer (&worker->job, msp_assignment_free);
  return good && give_work (self, worker, error);
}

/* Gives the frames of one batch to the collector. */
static gboolean
take_batch (Pool *self, Worker *worker, gsize end, gboolean *out_sane, GError **error)
{
  MspSink *sink = msp_collector_get_sink (self->request->collector);
  gboolean good = TRUE, done = FALSE;
  gsize at = 0;

  msp_collector_set_unit (self->request->collector, &worker->job->file_row);
  while (good && *out_sane && at < end)
    {
      MspSpan rest = { (const char *) worker->in->data + at, end - at };
      gsize size = msp_wire_get_size (rest);

      *out_sane = !done && msp_wire_record_read (&self->record, msp_span_slice (rest, 0, size));
      at += size;
      if (!*out_sane)
        break;
      if (self->record.type == MSP_WIRE_MESSAGE)
        good = msp_sink_message (sink, &self->record.message, error);
      else if (self->record.type == MSP_WIRE_SOURCE)
        good = msp_sink_source (sink, &self->record.source, error);
      else if (self->record.type == MSP_WIRE_PROBLEM)
        good = msp_sink_problem (sink, &self->record.problem, error);
      else if (self->record.type == MSP_WIRE_CLAIM)
        good = msp_sink_claim (sink, &self->record.claim, error);
      else if (self->record.type == MSP_WIRE_DIGEST)
        good = msp_sink_digest (sink, &self->record.digest, error);
      else if (self->record.type == MSP_WIRE_MARK)
        msp_assignment_move (worker->job, &self->record);
      else if (self->record.type == MSP_WIRE_DONE)
        done = TRUE;
      else
        *out_sane = FALSE;
    }
  g_byte_array_remove_range (worker->in, 0, (guint) at);
  worker->taken = 0;
  return good && (!done || end_job (self, worker, error));
}

/* Keeps all that was taken so far, which is whole batches. */
static gboolean
keep (Pool *self, gboolean now, GError **error)
{
  MspCheckpoints *checkpoints = self->request->checkpoints;
  gboolean good = TRUE;

  if (checkpoints == NULL || (!now && !msp_checkpoints_is_due (checkpoints)))
    return TRUE;
  for (guint i = 0; good && i < self->request->n_workers; i++)
    if (self->workers[i].job != NULL)
      good = msp_checkpoints_put (checkpoints, self->workers[i].job, error);
  return good && msp_checkpoints_commit (checkpoints, error);
}

/* Looks through what has arrived for the end of a batch: a mark, or the end of the unit. */
static gboolean
take_batches (Pool *self, Worker *worker, gboolean *out_sane, GError **error)
{
  gboolean good = TRUE;

  while (good && *out_sane && worker->job != NULL)
    {
      MspSpan rest = { (const char *) worker->in->data + worker->taken, worker->in->len - worker->taken };
      gsize size = rest.len >= MSP_WIRE_HEADER ? msp_wire_get_size (rest) : 0;
      guint32 type;

      *out_sane = size != G_MAXSIZE;
      if (!*out_sane || size == 0 || size > rest.len)
        break;
      memcpy (&type, rest.data + sizeof (guint32), sizeof type);
      worker->taken += size;
      if (type == MSP_WIRE_MARK || type == MSP_WIRE_DONE)
        good = take_batch (self, worker, worker->taken, out_sane, error) && keep (self, FALSE, error);
    }
  /* An idle worker has nothing to say. */
  if (worker->job == NULL && worker->in->len > 0)
    *out_sane = FALSE;
  return good;
}

/* The worker is gone: what it sent completely stays, the step it was on is poisoned, a new process takes up the rest. */
static gboolean
replace_worker (Pool *self, Worker *worker, GError **error)
{
  MspReason ended = msp_child_end (&worker->child, FALSE, self->request->worker.memory);
  MspReason reason = worker->killed != MSP_REASON_NONE ? worker->killed : ended;
  MspAssignment *job = worker->job;

  worker->child.pid = 0;
  if (job == NULL)
    return TRUE;
  if (!msp_assignment_poison (job, MAX (*worker->current, job->mark.steps), reason))
    return msp_assignment_give_up (job, reason, self->request->collector, error) && end_job (self, worker, error);
  if (!start_worker (self, worker, error))
    return FALSE;
  send_job (worker);
  return TRUE;
}

static void
kill_worker (Worker *worker, MspReason reason)
{
  worker->killed = reason;
  (void) kill (worker->child.pid, SIGKILL);
}

static gboolean
hear (Pool *self, Worker *worker, GError **error)
{
  guint at = worker->in->len;
  gboolean sane = TRUE;
  gssize n;

  g_byte_array_set_size (worker->in, at + READ_STEP);
  n = recv (worker->child.fd, worker->in->data + at, READ_STEP, 0);
  g_byte_array_set_size (worker->in, at + (guint) MAX (n, 0));
  if (n < 0 && errno == EINTR)
    return TRUE;
  if (n <= 0)
    return replace_worker (self, worker, error);
  worker->heard = g_get_monotonic_time ();
  if (!take_batches (self, worker, &sane, error))
    return FALSE;
  if (!sane || worker->in->len > MSP_WIRE_MAX)
    kill_worker (worker, MSP_REASON_CRASHED);
  return TRUE;
}

static void
kill_silent (Pool *self)
{
  gint64 now = g_get_monotonic_time (), longest = (gint64) self->request->seconds * G_USEC_PER_SEC;

  for (guint i = 0; longest > 0 && i < self->request->n_workers; i++)
    {
      Worker *worker = &self->workers[i];

      if (worker->beaten != *worker->beat)
        worker->heard = now;
      worker->beaten = *worker->beat;
      if (worker->job != NULL && worker->killed == MSP_REASON_NONE && now - worker->heard > longest)
        kill_worker (worker, MSP_REASON_TIMEOUT);
    }
}

/* Waits for any worker that has a unit; *out_busy is FALSE when none has. */
static gboolean
wait_once (Pool *self, gboolean *out_busy, GError **error)
{
  g_autofree struct pollfd *polls = g_new0 (struct pollfd, self->request->n_workers);
  gboolean good = TRUE;

  *out_busy = FALSE;
  for (guint i = 0; i < self->request->n_workers; i++)
    {
      polls[i] = (struct pollfd) { self->workers[i].job != NULL ? self->workers[i].child.fd : -1, POLLIN, 0 };
      *out_busy |= self->workers[i].job != NULL;
    }
  int n = *out_busy ? poll (polls, self->request->n_workers, TICK) : 0;
  if (n < 0 && errno != EINTR)   /* more workers than there may be open files */
    return fail_start (error);
  if (n > 0)
    for (guint i = 0; good && i < self->request->n_workers; i++)
      if (polls[i].revents != 0)
        good = hear (self, &self->workers[i], error);
  kill_silent (self);
  return good;
}

static gboolean
is_stopped (const MspPoolRequest *request, GError **error)
{
  if (request->stop == NULL || !*request->stop)
    return FALSE;
  g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_INTERRUPTED, "interrupted");
  return TRUE;
}

static gboolean
pool_init (Pool *self, const MspPoolRequest *request, GError **error)
{
  gsize size = request->n_workers * 2 * sizeof (guint64);
  void *shared = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  if (shared == MAP_FAILED)
    return fail_start (error);
  *self = (Pool) { .request = request, .workers = g_new0 (Worker, request->n_workers), .shared = shared };
  for (guint i = 0; i < request->n_workers; i++)
    {
      self->workers[i].in = g_byte_array_new ();
      self->workers[i].current = &self->shared[2 * i];
      self->workers[i].beat = &self->shared[2 * i + 1];
    }
  msp_wire_record_init (&self->record);
  return TRUE;
}

static void
pool_clear (Pool *self)
{
  for (guint i = 0; i < self->request->n_workers; i++)
    {
      Worker *worker = &self->workers[i];

      if (worker->child.pid > 0)
        (void) msp_child_end (&worker->child, FALSE, 0);
      msp_assignment_free (worker->job);
      g_byte_array_unref (worker->in);
    }
  (void) munmap ((void *) (guintptr) self->shared, self->request->n_workers * 2 * sizeof (guint64));
  msp_wire_record_clear (&self->record);
  g_free (self->workers);
}

gboolean
msp_pool_run (const MspPoolRequest *request, GError **error)
{
  Pool self;
  gboolean good = TRUE, busy = TRUE;

  if (!pool_init (&self, request, error))
    return FALSE;
  for (guint i = 0; good && i < request->n_workers; i++)
    good = give_work (&self, &self.workers[i], error);
  while (good && busy)
    {
      /* Also when nothing comes: one long message must not keep what others found from being kept. */
      good = wait_once (&self, &busy, error) && keep (&self, FALSE, error);
      show_progress (&self);
      if (good && is_stopped (request, NULL))
        break;
    }
  if (good && busy)
    good = keep (&self, TRUE, error) && !is_stopped (request, error);
  else if (good && request->checkpoints != NULL)
    good = msp_checkpoints_write (request->checkpoints, error);
  pool_clear (&self);
  return good;
}
