/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reread-child.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pipeline/child.h"
#include "pipeline/reread-digests.h"
#include "pipeline/reread-words.h"
#include "pipeline/reveal.h"

#define BEAT_USEC (G_USEC_PER_SEC / 2)
#define BATCH_BYTES (64 * 1024)

/* Task, kinds, whether sizes are known, locators with their sizes, lists of words. */
#define QUESTION_TYPE "(uuba(ts)aas)"

GBytes *
msp_reread_pack (const MspRereadQuestion *question, const gsize *which, gsize n)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (QUESTION_TYPE));

  g_variant_builder_add (&builder, "u", (guint32) question->task);
  g_variant_builder_add (&builder, "u", question->kinds);
  g_variant_builder_add (&builder, "b", question->sizes != NULL);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(ts)"));
  for (gsize i = 0; i < n; i++)
    g_variant_builder_add (&builder, "(ts)", question->sizes != NULL ? question->sizes[which[i]] : 0, question->locators[which[i]]);
  g_variant_builder_close (&builder);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("aas"));
  for (gsize i = 0; i < question->n_lists; i++)
    g_variant_builder_add (&builder, "^as", question->lists[i]);
  g_variant_builder_close (&builder);
  g_autoptr (GVariant) packed = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_get_data_as_bytes (packed);
}

/* Strings of out are packed's. */
static void
unpack (GVariant *packed, MspRereadQuestion *out)
{
  g_autoptr (GVariant) locators = g_variant_get_child_value (packed, 3), lists = g_variant_get_child_value (packed, 4);
  guint32 task;
  gboolean has_sizes;

  g_variant_get_child (packed, 0, "u", &task);
  g_variant_get_child (packed, 1, "u", &out->kinds);
  g_variant_get_child (packed, 2, "b", &has_sizes);
  out->task = (MspRereadTask) task;
  out->n = g_variant_n_children (locators);
  out->n_lists = g_variant_n_children (lists);
  const char **texts = g_new (const char *, out->n);
  guint64 *sizes = has_sizes ? g_new (guint64, out->n) : NULL;
  const char *const **words = g_new (const char *const *, out->n_lists);
  for (gsize i = 0; i < out->n; i++)
    {
      guint64 size;

      g_variant_get_child (locators, i, "(t&s)", &size, &texts[i]);
      if (has_sizes)
        sizes[i] = size;
    }
  for (gsize i = 0; i < out->n_lists; i++)
    g_variant_get_child (lists, i, "^a&s", &words[i]);
  out->locators = texts;
  out->sizes = sizes;
  out->lists = words;
}

static void
question_clear (MspRereadQuestion *self)
{
  for (gsize i = 0; i < self->n_lists; i++)
    g_free ((gpointer) self->lists[i]);
  g_free ((gpointer) self->lists);
  g_free ((gpointer) self->locators);
  g_free ((gpointer) self->sizes);
}

static void
flush (const MspRereadChild *self)
{
  msp_child_send (self->fd, self->out->data, self->out->len);
  g_byte_array_set_size (self->out, 0);
}

/* What begins must be known before it can break anything; what ended goes with what begins next. */
static void
send_frame (const MspRereadChild *self, MspRereadFrame frame, gsize locator, guint32 kind, const guint8 *key, const char *text)
{
  MspRereadHead head = { .frame = frame, .kind = kind, .locator = locator };

  head.len = (guint32) MIN (strlen (text), MSP_REREAD_MOST_TEXT);
  if (key != NULL)
    memcpy (head.key, key, sizeof head.key);
  g_byte_array_append (self->out, (const guint8 *) &head, sizeof head);
  g_byte_array_append (self->out, (const guint8 *) text, head.len);
  if (frame == MSP_REREAD_BEGUN || frame == MSP_REREAD_ALIVE || frame == MSP_REREAD_OVER || self->out->len > BATCH_BYTES)
    flush (self);
}

void
msp_reread_child_find (const MspRereadChild *self, guint32 kind, const guint8 *key, const char *text)
{
  send_frame (self, MSP_REREAD_FOUND, self->current, kind, key, text);
}

void
msp_reread_child_miss (const MspRereadChild *self, const char *reason)
{
  send_frame (self, MSP_REREAD_MISSED, self->current, 0, NULL, reason);
}

typedef struct {
  MspRereadChild     *child;
  const MspRereadWay *way;
} Visit;

static void
on_begin (gpointer data, gsize locator)
{
  const Visit *self = data;

  self->child->current = locator;
  send_frame (self->child, MSP_REREAD_BEGUN, locator, 0, NULL, "");
  if (self->way->begin != NULL)
    self->way->begin (self->way->data);
}

static gboolean
on_entry (gpointer data, gsize locator, const MspEntry *entry, gboolean is_made, GError **error)
{
  const Visit *self = data;

  return self->way->entry (self->way->data, locator, entry, is_made, error);
}

static void
on_ended (gpointer data, gsize locator)
{
  send_frame (((const Visit *) data)->child, MSP_REREAD_DONE, locator, 0, NULL, "");
}

static void
on_passed (gpointer data)
{
  MspRereadChild *self = ((const Visit *) data)->child;
  gint64 now = g_get_monotonic_time ();

  if (now - self->beat < BEAT_USEC)
    return;
  self->beat = now;
  send_frame (self, MSP_REREAD_ALIVE, 0, 0, NULL, "");
}

static void
on_missed (gpointer data, gsize locator, const GError *error)
{
  send_frame (((const Visit *) data)->child, MSP_REREAD_MISSED, locator, 0, NULL, error->message);
}

void
msp_reread_child_locate (MspRereadChild *self, const MspRereadWay *way)
{
  Visit visit = { self, way };
  const MspLocateRequest request = { self->config->roots, self->config->worker->analyser.limits, way->analyser };
  const MspLocateVisitor visitor = {
    .sink = way->sink, .begin = on_begin, .entry = way->entry != NULL ? on_entry : NULL, .ended = on_ended, .passed = on_passed,
    .missed = on_missed, .data = &visit,
  };

  msp_locate_each (&request, self->question.locators, self->question.n, &visitor);
}

static void
receive (int fd, void *bytes, gsize len)
{
  gsize at = 0;

  while (at < len)
    {
      gssize n = recv (fd, (char *) bytes + at, len - at, 0);

      if (n == 0)
        _exit (EXIT_SUCCESS);
      if (n < 0 && errno != EINTR)
        _exit (EXIT_FAILURE);
      at += (gsize) MAX (n, 0);
    }
}

static GVariant *
next_question (int fd)
{
  guint64 len;
  g_autoptr (GBytes) bytes = NULL;

  receive (fd, &len, sizeof len);
  char *data = g_malloc (len);
  receive (fd, data, len);
  bytes = g_bytes_new_take (data, len);
  return g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (QUESTION_TYPE), bytes, TRUE));
}

void
msp_reread_child_run (int fd, const MspRereadConfig *config)
{
  static void (*const tasks[MSP_N_REREAD_TASKS]) (MspRereadChild *child) = {
    [MSP_REREAD_NAMES] = msp_reveal_run, [MSP_REREAD_WORDS] = msp_reread_words_run, [MSP_REREAD_DIGESTS] = msp_reread_digests_run,
  };
  MspRereadChild self = { .fd = fd, .config = config, .out = g_byte_array_new () };

  /* Reasons go into a table, which is the same in every language. */
  (void) setlocale (LC_MESSAGES, "C");
  msp_child_close_others (fd);
  if (!msp_worker_confine (config->worker, NULL))
    _exit (EXIT_FAILURE);
  for (;;)
    {
      g_autoptr (GVariant) packed = next_question (fd);

      unpack (packed, &self.question);
      tasks[self.question.task] (&self);
      question_clear (&self.question);
      send_frame (&self, MSP_REREAD_OVER, 0, 0, NULL, "");
    }
}
