/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "base/error-text.h"
#include "base/sha256.h"
#include "source/quiet-open.h"

#define BLOCK (256 * 1024)

typedef struct {
  char    *path;
  char    *digest;
  GError  *error;
  gboolean done;
  guint    uses;      /* the same file can be given twice */
} Task;

struct _MspManifest {
  GThread    *thread;
  GMutex      lock;      /* guards all below */
  GCond       changed;
  GQueue      waiting;   /* Task, owned by tasks */
  GHashTable *tasks;     /* path -> Task */
  gboolean    started, stopped;
  double      cpu_seconds;
};

/* Held by the thread whenever it may be inside the memory allocator or another lock of a library, and by a process that forks: a child
   made in between would find such a lock taken for ever. */
static GMutex fork_lock;

static void
lock_for_fork (void)
{
  g_mutex_lock (&fork_lock);
}

static void
unlock_after_fork (void)
{
  g_mutex_unlock (&fork_lock);
}

static gpointer
guard_forks (gpointer data)
{
  (void) pthread_atfork (lock_for_fork, unlock_after_fork, unlock_after_fork);
  return NULL;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->path);
  g_free (task->digest);
  g_clear_error (&task->error);
  g_free (task);
}

/* A file that is being read. Two are at a time: one digest waits for itself at each step, so that two take little longer. */
typedef struct {
  Task      *task;     /* NULL if there is none */
  MspSha256 *hash;
  int        fd;
  guchar    *block;
  gsize      len;      /* read into block, not hashed yet */
  gboolean   ended;
  int        code;     /* errno, 0 if all went well */
} Lane;

#define N_LANES 2

static void
lane_begin (Lane *self)
{
  self->hash = msp_sha256_new (FALSE);
  self->fd = msp_quiet_open (AT_FDCWD, self->task->path, O_NOFOLLOW | O_NONBLOCK);
  self->code = self->fd < 0 ? errno : 0;
  self->ended = self->fd < 0;
  self->len = 0;
}

/* A whole block, if the file has so much left: two files then stay in step. */
static void
lane_read (Lane *self)
{
  while (self->task != NULL && !self->ended && self->len < BLOCK)
    {
      gssize n = read (self->fd, self->block + self->len, BLOCK - self->len);

      if (n < 0 && errno == EINTR)
        continue;
      self->code = n < 0 ? errno : 0;
      self->ended = n <= 0;
      self->len += (gsize) MAX (n, 0);
    }
}

/* Reads the next block of each and hashes them. */
static void
step (Lane *lanes)
{
  lane_read (&lanes[0]);
  lane_read (&lanes[1]);
  gsize both = MIN (lanes[0].len, lanes[1].len) / MSP_SHA256_BLOCK * MSP_SHA256_BLOCK;

  if (both > 0)
    msp_sha256_update_both (lanes[0].hash, lanes[0].block, lanes[1].hash, lanes[1].block, both);
  for (guint i = 0; i < N_LANES; i++)
    {
      if (lanes[i].len > both)
        msp_sha256_update (lanes[i].hash, lanes[i].block + both, lanes[i].len - both);
      lanes[i].len = 0;
    }
}

/* The path's last name only: the error goes into reports. */
static void
lane_end (Lane *self)
{
  Task *task = self->task;

  if (self->fd >= 0)
    (void) close (self->fd);
  if (self->code == 0)
    task->digest = msp_sha256_finish (self->hash);
  else
    {
      g_autofree char *name = g_path_get_basename (task->path);

      g_set_error (&task->error, G_IO_ERROR, (gint) g_io_error_from_errno (self->code), "cannot hash '%s': %s", name,
                   msp_error_text (self->code));
    }
  task->done = TRUE;
  g_clear_pointer (&self->hash, msp_sha256_free);
  self->task = NULL;
}

static double
get_thread_seconds (void)
{
  struct timespec now;

  return clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now) == 0 ? (double) now.tv_sec + (double) now.tv_nsec / 1e9 : 0;
}

/* Gives waiting files to the lanes that are free; FALSE if no lane has any. */
static gboolean
fill_lanes (MspManifest *self, Lane *lanes)
{
  gboolean any = FALSE;

  for (guint i = 0; i < N_LANES; i++)
    {
      if (lanes[i].task == NULL)
        lanes[i].task = g_queue_pop_head (&self->waiting);
      any = any || lanes[i].task != NULL;
    }
  return any;
}

static void
end_lanes (MspManifest *self, Lane *lanes)
{
  for (guint i = 0; i < N_LANES; i++)
    if (lanes[i].task != NULL && lanes[i].ended)
      {
        lane_end (&lanes[i]);
        g_cond_broadcast (&self->changed);
      }
  self->cpu_seconds = get_thread_seconds ();
}

static void
clear_lanes (Lane *lanes)
{
  for (guint i = 0; i < N_LANES; i++)
    {
      if (lanes[i].task != NULL && lanes[i].fd >= 0)
        (void) close (lanes[i].fd);
      g_clear_pointer (&lanes[i].hash, msp_sha256_free);
      g_free (lanes[i].block);
    }
}

static gpointer
run (gpointer data)
{
  MspManifest *self = data;
  Lane lanes[N_LANES] = { { 0 } };

  g_mutex_lock (&fork_lock);
  for (guint i = 0; i < N_LANES; i++)
    lanes[i].block = g_malloc (BLOCK);
  g_mutex_lock (&self->lock);
  self->started = TRUE;
  g_cond_broadcast (&self->changed);
  while (!self->stopped)
    {
      if (!fill_lanes (self, lanes))
        {
          g_mutex_unlock (&fork_lock);
          g_cond_wait (&self->changed, &self->lock);
          g_mutex_lock (&fork_lock);
          continue;
        }
      g_mutex_unlock (&self->lock);
      for (guint i = 0; i < N_LANES; i++)
        if (lanes[i].task != NULL && lanes[i].hash == NULL)
          lane_begin (&lanes[i]);
      g_mutex_unlock (&fork_lock);
      step (lanes);
      g_mutex_lock (&fork_lock);
      g_mutex_lock (&self->lock);
      end_lanes (self, lanes);
    }
  g_mutex_unlock (&self->lock);
  clear_lanes (lanes);
  g_mutex_unlock (&fork_lock);
  return NULL;
}

MspManifest *
msp_manifest_new (void)
{
  static GOnce guarded = G_ONCE_INIT;
  MspManifest *self = g_new0 (MspManifest, 1);

  g_once (&guarded, guard_forks, NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->tasks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, task_free);
  self->thread = g_thread_new ("manifest", run, self);
  /* Starting a thread allocates too, before it can hold the lock. */
  g_mutex_lock (&self->lock);
  while (!self->started)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

void
msp_manifest_add (MspManifest *self, const char *real_path)
{
  g_mutex_lock (&self->lock);
  Task *task = g_hash_table_lookup (self->tasks, real_path);
  if (task == NULL)
    {
      task = g_new0 (Task, 1);
      task->path = g_strdup (real_path);
      g_hash_table_insert (self->tasks, task->path, task);
      g_queue_push_tail (&self->waiting, task);
      g_cond_broadcast (&self->changed);
    }
  task->uses++;
  g_mutex_unlock (&self->lock);
}

char *
msp_manifest_take (MspManifest *self, const char *real_path, GError **error)
{
  char *digest = NULL;

  g_mutex_lock (&self->lock);
  Task *task = g_hash_table_lookup (self->tasks, real_path);
  while (task != NULL && !task->done)
    g_cond_wait (&self->changed, &self->lock);
  if (task == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "this file was not queued");
  else if (task->digest != NULL)
    digest = g_strdup (task->digest);
  else
    g_propagate_error (error, g_error_copy (task->error));
  if (task != NULL && --task->uses == 0)
    g_hash_table_remove (self->tasks, real_path);
  g_mutex_unlock (&self->lock);
  return digest;
}

double
msp_manifest_get_cpu_seconds (MspManifest *self)
{
  g_mutex_lock (&self->lock);
  double seconds = self->cpu_seconds;
  g_mutex_unlock (&self->lock);
  return seconds;
}

void
msp_manifest_free (MspManifest *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_queue_clear (&self->waiting);
  g_hash_table_unref (self->tasks);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}
