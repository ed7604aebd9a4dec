/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reread.h"

#include <string.h>

#include "pipeline/child.h"
#include "pipeline/reread-child.h"

#define NONE G_MAXSIZE

struct _MspReread {
  MspRereadConfig config;
  MspChild        child;
  gboolean        is_started;
};

/* One question. */
typedef struct {
  MspReread               *reread;
  const MspRereadQuestion *question;
  const MspRereadVisitor  *visitor;
  gsize                   *left;      /* indexes of what the process was asked for, by locator, so that those of one file lie together */
  gsize                    n_left;
  guint8                  *over;      /* by index: nothing more is expected */
  gsize                    current;   /* index of the message being read, or NONE */
} Run;

MspReread *
msp_reread_new (const MspRereadConfig *config)
{
  MspReread *self = g_new0 (MspReread, 1);

  self->config = *config;
  return self;
}

static void
become_reader (int fd, gpointer data)
{
  msp_reread_child_run (fd, &((const MspReread *) data)->config);
}

static void
miss (Run *self, gsize index, const char *reason)
{
  if (self->over[index] == 0)
    self->visitor->missed (self->visitor->data, index, reason);
  self->over[index] = 1;
}

static gboolean
take_of_message (Run *self, const MspRereadHead *head, gsize index, const char *text)
{
  const MspRereadVisitor *visitor = self->visitor;

  if (head->frame == MSP_REREAD_MISSED)
    miss (self, index, text);
  else if (self->over[index] != 0)
    return head->frame == MSP_REREAD_DONE;
  else if (head->frame == MSP_REREAD_FOUND)
    return visitor->found (visitor->data, index, head->kind, head->key, text);
  else if (head->frame == MSP_REREAD_DONE && visitor->done != NULL)
    visitor->done (visitor->data, index);
  self->over[index] |= head->frame == MSP_REREAD_DONE;
  self->current = head->frame == MSP_REREAD_BEGUN ? index : NONE;
  return TRUE;
}

/* The process has read hostile bytes: what it says is not trusted. */
static gboolean
take_frame (Run *self, gboolean *out_over)
{
  guint seconds = self->reread->config.seconds;
  MspChild *child = &self->reread->child;
  char text[MSP_REREAD_MOST_TEXT + 1];
  MspRereadHead head;
  gboolean good = TRUE;

  if (!msp_child_receive (child, seconds, &head, sizeof head) || head.len > MSP_REREAD_MOST_TEXT
      || !msp_child_receive (child, seconds, text, head.len))
    return FALSE;
  text[head.len] = '\0';
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) head.len);
  *out_over = head.frame == MSP_REREAD_OVER;
  if (!*out_over && head.frame != MSP_REREAD_ALIVE)
    good = head.locator < self->n_left && head.frame < MSP_N_REREAD_FRAMES && take_of_message (self, &head, self->left[head.locator], valid);
  explicit_bzero (text, sizeof text);
  explicit_bzero (valid, strlen (valid));
  return good;
}

static gsize
get_file_len (const char *locator)
{
  return strcspn (locator, "!@#");
}

/* The process broke: on the message that it was reading, or else on the file in which it was looking for one. */
static void
blame (Run *self, MspReason why)
{
  const char *reason = why == MSP_REASON_TIMEOUT ? "took too long" : "broke the process that read it";
  const char *const *locators = self->question->locators;
  gsize first = 0;

  if (self->current != NONE)
    {
      miss (self, self->current, reason);
      return;
    }
  while (first < self->n_left && self->over[self->left[first]] != 0)
    first++;
  const char *file = first < self->n_left ? locators[self->left[first]] : "";
  for (gsize i = first, len = get_file_len (file); i < self->n_left; i++)
    if (get_file_len (locators[self->left[i]]) == len && strncmp (locators[self->left[i]], file, len) == 0)
      miss (self, self->left[i], reason);
}

static gboolean
send_question (Run *self)
{
  g_autoptr (GBytes) packed = msp_reread_pack (self->question, self->left, self->n_left);
  guint64 len = g_bytes_get_size (packed);
  MspChild *child = &self->reread->child;
  guint seconds = self->reread->config.seconds;

  return msp_child_tell (child, seconds, &len, sizeof len) && msp_child_tell (child, seconds, g_bytes_get_data (packed, NULL), len);
}

/* Asks one process, as far as it gets. */
static gboolean
run (Run *self, GError **error)
{
  MspReread *reread = self->reread;
  gboolean over = FALSE;

  if (!reread->is_started && !msp_child_start (&reread->child, become_reader, reread, error))
    return FALSE;
  reread->is_started = TRUE;
  self->current = NONE;
  if (send_question (self))
    while (take_frame (self, &over) && !over)
      ;
  if (over)
    {
      for (gsize i = 0; i < self->n_left; i++)
        miss (self, self->left[i], "was not read");
      return TRUE;
    }
  reread->is_started = FALSE;
  blame (self, msp_child_end (&reread->child, FALSE, reread->config.worker->memory));
  return TRUE;
}

static gint
compare_locators (gconstpointer a, gconstpointer b, gpointer locators)
{
  const char *const *all = locators;

  return strcmp (all[*(const gsize *) a], all[*(const gsize *) b]);
}

static void
drop_what_is_over (Run *self)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n_left; i++)
    if (self->over[self->left[i]] == 0)
      self->left[n++] = self->left[i];
  self->n_left = n;
}

gboolean
msp_reread_ask (MspReread *self, const MspRereadQuestion *question, const MspRereadVisitor *visitor, GError **error)
{
  g_autofree gsize *left = g_new (gsize, question->n + 1);
  g_autofree guint8 *over = g_new0 (guint8, question->n + 1);
  Run asked = { .reread = self, .question = question, .visitor = visitor, .left = left, .n_left = question->n, .over = over };

  for (gsize i = 0; i < question->n; i++)
    left[i] = i;
  g_qsort_with_data (left, (gint) question->n, sizeof *left, compare_locators, (gpointer) question->locators);
  while (asked.n_left > 0)
    {
      if (!run (&asked, error))
        return FALSE;
      drop_what_is_over (&asked);
    }
  return TRUE;
}

void
msp_reread_free (MspReread *self)
{
  if (self == NULL)
    return;
  if (self->is_started)
    (void) msp_child_end (&self->child, FALSE, 0);
  g_free (self);
}
