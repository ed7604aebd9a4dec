/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reveal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#if defined (__linux__)
#include <sys/prctl.h>
#endif
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/reveal-child.h"
#include "pipeline/scan.h"

#define NONE G_MAXSIZE

typedef struct {
  const MspRevealRequest *request;
  const MspRevealVisitor *visitor;
  const char *const      *locators;
  gsize                   n;
  gsize                  *order;     /* indexes by locator, so that those of one file lie together */
  guint8                 *over;      /* by index: nothing more is expected */
  gsize                   current;   /* index of the message being read, or NONE */
  gboolean                silent;    /* the process was killed for it */
} Reveal;

static int
start (const Reveal *self, const char *const *left, const gsize *indexes, gsize n, pid_t *out_pid, GError **error)
{
  int pair[2] = { -1, -1 };

  *out_pid = socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0 ? fork () : -1;
  if (*out_pid < 0)
    {
      g_set_error (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_WORKER, "cannot start a worker process: %s", g_strerror (errno));
      return -1;
    }
  if (*out_pid == 0)
    {
      (void) close (pair[0]);
#if defined (__linux__)
      (void) prctl (PR_SET_PDEATHSIG, SIGKILL);
#endif
      msp_reveal_child_run (pair[1], self->request, left, indexes, n);
    }
  (void) close (pair[1]);
  return pair[0];
}

/* FALSE when the process is gone or silent for too long. */
static gboolean
receive (Reveal *self, int fd, void *bytes, gsize len)
{
  int wait = self->request->seconds > 0 ? (int) MIN (self->request->seconds, G_MAXINT / 1000) * 1000 : -1;
  gsize at = 0;

  while (at < len)
    {
      struct pollfd ready = { fd, POLLIN, 0 };
      int code = poll (&ready, 1, wait);
      gssize n = code > 0 ? recv (fd, (char *) bytes + at, len - at, 0) : code;

      self->silent = code == 0;
      if (code == 0 || (code > 0 && n == 0) || (n < 0 && errno != EINTR))
        return FALSE;
      at += (gsize) MAX (n, 0);
    }
  return TRUE;
}

static void
miss (Reveal *self, gsize index, const char *reason)
{
  if (self->over[index] == 0)
    self->visitor->missed (self->visitor->data, index, reason);
  self->over[index] = 1;
}

/* The process has read hostile bytes: what it says is not trusted. */
static gboolean
take_frame (Reveal *self, int fd, gboolean *out_over)
{
  char text[MSP_REVEAL_MOST_TEXT + 1];
  MspRevealHead head;

  if (!receive (self, fd, &head, sizeof head) || head.len > MSP_REVEAL_MOST_TEXT || !receive (self, fd, text, head.len))
    return FALSE;
  text[head.len] = '\0';
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) head.len);
  *out_over = head.frame == MSP_REVEAL_OVER;
  if (*out_over || head.frame == MSP_REVEAL_ALIVE)
    return TRUE;
  if (head.locator >= self->n || head.frame > MSP_REVEAL_OVER || head.kind >= MSP_N_REVEALED)
    return FALSE;
  if (head.frame == MSP_REVEAL_MISSED)
    miss (self, head.locator, valid);
  else if (head.frame == MSP_REVEAL_FOUND)
    self->visitor->found (self->visitor->data, head.locator, (MspRevealedKind) head.kind, head.key, valid);
  else if (self->over[head.locator] != 0)
    return FALSE;
  else
    {
      if (self->current != NONE)
        self->over[self->current] = 1;
      self->current = head.locator;
    }
  explicit_bzero (text, sizeof text);
  explicit_bzero (valid, strlen (valid));
  return TRUE;
}

static gsize
get_file_len (const char *locator)
{
  return strcspn (locator, "!@#");
}

/* The process broke: on the message that it was reading, or else on the file in which it was looking for one. */
static void
blame (Reveal *self, const gsize *left, gsize n)
{
  const char *reason = self->silent ? "took too long" : "broke the process that read it";
  gsize first = 0;

  if (self->current != NONE)
    {
      miss (self, self->current, reason);
      return;
    }
  while (first < n && self->over[left[first]] != 0)
    first++;
  const char *file = first < n ? self->locators[left[first]] : "";
  for (gsize i = first, len = get_file_len (file); i < n; i++)
    if (get_file_len (self->locators[left[i]]) == len && strncmp (self->locators[left[i]], file, len) == 0)
      miss (self, left[i], reason);
}

/* One process, as far as it gets. */
static gboolean
run (Reveal *self, gboolean *out_over, GError **error)
{
  g_autofree gsize *left = g_new (gsize, self->n);
  g_autofree const char **locators = g_new (const char *, self->n);
  gsize n = 0;
  pid_t pid;
  int status;

  for (gsize i = 0; i < self->n; i++)
    if (self->over[self->order[i]] == 0)
      {
        left[n] = self->order[i];
        locators[n++] = self->locators[self->order[i]];
      }
  int fd = n > 0 ? start (self, locators, left, n, &pid, error) : -1;
  *out_over = n == 0;
  self->current = NONE;
  if (fd < 0)
    return n == 0;
  while (take_frame (self, fd, out_over) && !*out_over)
    ;
  if (!*out_over)
    (void) kill (pid, SIGKILL);
  (void) close (fd);
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (!*out_over)
    blame (self, left, n);
  return TRUE;
}

static gint
compare_locators (gconstpointer a, gconstpointer b, gpointer locators)
{
  const char *const *all = locators;

  return strcmp (all[*(const gsize *) a], all[*(const gsize *) b]);
}

gboolean
msp_reveal (const MspRevealRequest *request, const char *const *locators, gsize n, const MspRevealVisitor *visitor, GError **error)
{
  g_autofree gsize *order = g_new (gsize, n + 1);
  g_autofree guint8 *over = g_new0 (guint8, n + 1);
  Reveal self = { .request = request, .visitor = visitor, .locators = locators, .n = n, .order = order, .over = over };
  gboolean done = FALSE;

  for (gsize i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_locators, (gpointer) locators);
  while (!done)
    if (!run (&self, &done, error))
      return FALSE;
  return TRUE;
}
