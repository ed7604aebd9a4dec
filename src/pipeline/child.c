/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#if defined (__linux__)
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/scan.h"

/* A process that died of a signal for the whole group would pass for broken. */
static void
become_child (void)
{
  (void) signal (SIGINT, SIG_IGN);
  (void) signal (SIGTERM, SIG_IGN);
  (void) signal (SIGHUP, SIG_IGN);
#if defined (__linux__)
  (void) prctl (PR_SET_PDEATHSIG, SIGKILL);
#endif
}

/* Bytes in memory that no file is behind: a process that is forked begins with them. */
static guint64
get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) ? g_strsplit (text, " ", 4) : NULL;

  if (words == NULL || g_strv_length (words) < 4)
    return 0;
  return (g_ascii_strtoull (words[1], NULL, 10) - g_ascii_strtoull (words[2], NULL, 10)) * (guint64) sysconf (_SC_PAGESIZE);
}

gboolean
msp_child_start (MspChild *self, MspChildFunc run, gpointer data, GError **error)
{
  int pair[2] = { -1, -1 };
  guint64 resident = get_resident ();
  pid_t pid = socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0 ? fork () : -1;

  if (pid < 0)
    {
      g_set_error (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_WORKER, "cannot start a worker process: %s", g_strerror (errno));
      (void) close (pair[0]);
      (void) close (pair[1]);
      return FALSE;
    }
  if (pid == 0)
    {
      (void) close (pair[0]);
      become_child ();
      run (pair[1], data);
      _exit (EXIT_FAILURE);
    }
  (void) close (pair[1]);
  *self = (MspChild) { .pid = pid, .fd = pair[0], .resident = resident };
  return TRUE;
}

gboolean
msp_child_receive (MspChild *self, guint seconds, void *bytes, gsize len)
{
  int wait = seconds > 0 ? (int) MIN (seconds, G_MAXINT / 1000) * 1000 : -1;
  gsize at = 0;

  while (at < len)
    {
      struct pollfd ready = { self->fd, POLLIN, 0 };
      int code = poll (&ready, 1, wait);
      gssize n = code > 0 ? recv (self->fd, (char *) bytes + at, len - at, 0) : code;

      self->was_silent = code == 0;
      if (code == 0 || (code > 0 && n == 0) || (n < 0 && errno != EINTR))
        return FALSE;
      at += (gsize) MAX (n, 0);
    }
  return TRUE;
}

gboolean
msp_child_tell (MspChild *self, guint seconds, const void *bytes, gsize len)
{
  int wait = seconds > 0 ? (int) MIN (seconds, G_MAXINT / 1000) * 1000 : -1;
  gsize at = 0;

  while (at < len)
    {
      struct pollfd ready = { self->fd, POLLOUT, 0 };
      int code = poll (&ready, 1, wait);
      gssize n = code > 0 ? send (self->fd, (const char *) bytes + at, len - at, MSG_NOSIGNAL | MSG_DONTWAIT) : code;

      self->was_silent = code == 0;
      if (code == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        return FALSE;
      at += (gsize) MAX (n, 0);
    }
  return TRUE;
}

MspReason
msp_child_end (MspChild *self, gboolean is_done, guint64 memory)
{
  struct rusage usage = { 0 };

  /* One that was taken over may say that it is done, and stay. */
  (void) kill (self->pid, SIGKILL);
  (void) close (self->fd);
  while (wait4 (self->pid, NULL, 0, &usage) < 0 && errno == EINTR)
    ;
  if (is_done)
    return MSP_REASON_NONE;
  if (self->was_silent)
    return MSP_REASON_TIMEOUT;
  return memory > 0 && (guint64) usage.ru_maxrss * 1024 > self->resident + memory / 4 * 3 ? MSP_REASON_MEMORY : MSP_REASON_CRASHED;
}

/* Where the kernel does not say which are open, all that there can be are tried. */
void
msp_child_close_others (int fd)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      int number = (int) g_ascii_strtoll (name, NULL, 10);

      g_array_append_val (open, number);
    }
  for (int number = 0; folder == NULL && number < (int) sysconf (_SC_OPEN_MAX); number++)
    g_array_append_val (open, number);
  g_clear_pointer (&folder, g_dir_close);
  for (guint i = 0; i < open->len; i++)
    {
      int number = g_array_index (open, int, i), flags = number != fd ? fcntl (number, F_GETFD) : -1;

      if (flags >= 0 && (flags & FD_CLOEXEC) != 0)
        (void) close (number);
    }
}

void
msp_child_send (int fd, const void *bytes, gsize len)
{
  gsize at = 0;

  while (at < len)
    {
      gssize n = send (fd, (const char *) bytes + at, len - at, MSG_NOSIGNAL);

      if (n < 0 && errno != EINTR)
        _exit (EXIT_FAILURE);
      at += (gsize) MAX (n, 0);
    }
}
