/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reveal.h"

#include <string.h>

#include "pipeline/child.h"
#include "pipeline/reveal-child.h"

#define NONE G_MAXSIZE

typedef struct {
  const MspRevealRequest *request;
  const MspRevealVisitor *visitor;
  const char *const      *locators;
  gsize                   n;
  gsize                  *order;     /* indexes by locator, so that those of one file lie together */
  guint8                 *over;      /* by index: nothing more is expected */
  gsize                   current;   /* index of the message being read, or NONE */
} Reveal;

/* What is left to be read. */
typedef struct {
  const MspRevealRequest *request;
  const char            **locators;
  gsize                  *indexes;
  gsize                   n;
} Rest;

static void
become_reader (int fd, gpointer data)
{
  const Rest *rest = data;

  msp_reveal_child_run (fd, rest->request, rest->locators, rest->indexes, rest->n);
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
take_frame (Reveal *self, MspChild *child, gboolean *out_over)
{
  guint seconds = self->request->seconds;
  char text[MSP_REVEAL_MOST_TEXT + 1];
  MspRevealHead head;

  if (!msp_child_receive (child, seconds, &head, sizeof head) || head.len > MSP_REVEAL_MOST_TEXT
      || !msp_child_receive (child, seconds, text, head.len))
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
blame (Reveal *self, MspReason why, const gsize *left, gsize n)
{
  const char *reason = why == MSP_REASON_TIMEOUT ? "took too long" : "broke the process that read it";
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
  Rest rest = { self->request, locators, left, 0 };
  MspChild child;

  for (gsize i = 0; i < self->n; i++)
    if (self->over[self->order[i]] == 0)
      {
        left[rest.n] = self->order[i];
        locators[rest.n++] = self->locators[self->order[i]];
      }
  *out_over = rest.n == 0;
  self->current = NONE;
  if (rest.n == 0)
    return TRUE;
  if (!msp_child_start (&child, become_reader, &rest, error))
    return FALSE;
  while (take_frame (self, &child, out_over) && !*out_over)
    ;
  MspReason why = msp_child_end (&child, *out_over, self->request->worker->memory);
  if (!*out_over)
    blame (self, why, left, rest.n);
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
