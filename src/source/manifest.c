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

static gboolean
is_stopped (MspManifest *self)
{
  g_mutex_lock (&self->lock);
  gboolean stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  return stopped;
}

/* The path's last name only: the error goes into reports. */
static char *
hash_file (MspManifest *self, const char *path, GError **error)
{
  g_autoptr (MspSha256) hash = msp_sha256_new (FALSE);
  g_autofree guchar *block = g_malloc (BLOCK);
  int fd = msp_quiet_open (AT_FDCWD, path, O_NOFOLLOW | O_NONBLOCK);
  gssize n = fd < 0 ? -1 : 1;
  int code = errno;

  while (n > 0 && !is_stopped (self))
    {
      g_mutex_unlock (&fork_lock);
      do
        n = read (fd, block, BLOCK);
      while (n < 0 && errno == EINTR);
      code = errno;
      msp_sha256_update (hash, block, (gsize) MAX (n, 0));
      g_mutex_lock (&fork_lock);
    }
  if (fd >= 0)
    (void) close (fd);
  if (n >= 0)
    return msp_sha256_finish (hash);
  g_autofree char *name = g_path_get_basename (path);
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "cannot hash '%s': %s", name, msp_error_text (code));
  return NULL;
}

static double
get_thread_seconds (void)
{
  struct timespec now;

  return clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now) == 0 ? (double) now.tv_sec + (double) now.tv_nsec / 1e9 : 0;
}

static gpointer
run (gpointer data)
{
  MspManifest *self = data;

  g_mutex_lock (&fork_lock);
  g_mutex_lock (&self->lock);
  self->started = TRUE;
  g_cond_broadcast (&self->changed);
  while (!self->stopped)
    {
      Task *task = g_queue_pop_head (&self->waiting);

      if (task == NULL)
        {
          g_mutex_unlock (&fork_lock);
          g_cond_wait (&self->changed, &self->lock);
          g_mutex_lock (&fork_lock);
          continue;
        }
      g_mutex_unlock (&self->lock);
      g_autoptr (GError) error = NULL;
      char *digest = hash_file (self, task->path, &error);
      g_mutex_lock (&self->lock);
      task->digest = digest;
      task->error = g_steal_pointer (&error);
      task->done = TRUE;
      self->cpu_seconds = get_thread_seconds ();
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->lock);
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
