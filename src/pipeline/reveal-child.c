/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reveal-child.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/child.h"
#include "pipeline/excerpt.h"
#include "pipeline/locate.h"

#define BEAT_USEC (G_USEC_PER_SEC / 2)

typedef struct {
  MspSink      sink;      /* must be first */
  int          fd;
  const MspWorkerConfig *worker;
  MspAnalyser *analyser;
  GHashTable  *texts;     /* section to its text as scanned, of the current message */
  GHashTable  *numbers;   /* locator to index + 1 */
  guint64      current;   /* index */
  gint64       beat;      /* monotonic microseconds of the last sign of life */
} Child;

static void
send_frame (const Child *self, MspRevealFrame frame, guint64 locator, guint32 kind, const guint8 *key, const char *text)
{
  MspRevealHead head = { .frame = frame, .kind = kind, .locator = locator };

  head.len = (guint32) MIN (strlen (text), MSP_REVEAL_MOST_TEXT);
  if (key != NULL)
    memcpy (head.key, key, sizeof head.key);
  msp_child_send (self->fd, &head, sizeof head);
  msp_child_send (self->fd, text, head.len);
}

static void
keep_text (gpointer data, const MspUnit *unit, const MspText *text)
{
  Child *self = data;

  if (self->worker->observer != NULL)
    self->worker->observer (&self->fd, unit, text);
  g_hash_table_replace (self->texts, g_strdup (unit->section), g_string_new_len (text->text->str, (gssize) text->text->len));
}

static void
send_value (const Child *self, const MspFinding *finding)
{
  const GString *text = g_hash_table_lookup (self->texts, finding->section);

  if (finding->category != MSP_CATEGORY_CONTACT || !msp_excerpt_may_reveal (finding) || text == NULL || finding->end > text->len)
    return;
  g_autofree char *value = g_strndup (text->str + finding->start, finding->end - finding->start);
  send_frame (self, MSP_REVEAL_FOUND, self->current, MSP_REVEALED_VALUE, finding->value_key, value);
}

static void
send_name (const Child *self, const guint8 *name_key)
{
  MspDetector *detector = msp_analyser_get_detector (self->analyser);
  const char *name = msp_detector_get_name (detector, name_key);
  g_autofree char *address = name != NULL ? msp_detector_dup_address (detector, name_key) : NULL;

  if (name != NULL)
    send_frame (self, MSP_REVEAL_FOUND, self->current, MSP_REVEALED_NAME, name_key, name);
  if (address != NULL)
    send_frame (self, MSP_REVEAL_FOUND, self->current, MSP_REVEALED_ADDRESS, name_key, address);
}

static gboolean
on_message (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  const Child *self = (const Child *) (const void *) sink;
  g_autoptr (GHashTable) names = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);

  if (msp_excerpt_is_marked (message->findings, message->n_findings))
    {
      send_frame (self, MSP_REVEAL_MISSED, self->current, 0, NULL, MSP_REVEAL_MARKED);
      return TRUE;
    }
  for (gsize i = 0; i < message->n_findings; i++)
    {
      const MspFinding *finding = &message->findings[i];

      send_value (self, finding);
      if (msp_value_key_is_set (finding->name_key) && g_hash_table_add (names, (gpointer) finding->name_key))
        send_name (self, finding->name_key);
    }
  return TRUE;
}

static const MspSinkClass child_class = { on_message, NULL, NULL };

static guint64
get_number (const Child *self, const char *locator)
{
  return GPOINTER_TO_SIZE (g_hash_table_lookup (self->numbers, locator)) - 1;
}

static void
on_begin (gpointer data, const char *locator)
{
  Child *self = data;

  g_hash_table_remove_all (self->texts);
  self->current = get_number (self, locator);
  send_frame (self, MSP_REVEAL_BEGUN, self->current, 0, NULL, "");
}

static void
on_passed (gpointer data)
{
  Child *self = data;
  gint64 now = g_get_monotonic_time ();

  if (now - self->beat < BEAT_USEC)
    return;
  self->beat = now;
  send_frame (self, MSP_REVEAL_ALIVE, 0, 0, NULL, "");
}

static void
on_missed (gpointer data, const char *locator, const GError *error)
{
  const Child *self = data;

  send_frame (self, MSP_REVEAL_MISSED, get_number (self, locator), 0, NULL, error->message);
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

void
msp_reveal_child_run (int fd, const MspRevealRequest *request, const char *const *locators, const gsize *indexes, gsize n)
{
  Child self = { .sink = { &child_class }, .fd = fd, .worker = request->worker };
  const MspLocateVisitor visitor = { &self.sink, on_begin, NULL, on_passed, on_missed, &self };

  /* Reasons go into a table, which is the same in every language. */
  (void) setlocale (LC_MESSAGES, "C");
  self.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  self.numbers = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (self.numbers, (gpointer) locators[i], GSIZE_TO_POINTER (indexes[i] + 1));
  self.analyser = msp_analyser_new (&request->worker->analyser);
  msp_analyser_observe (self.analyser, keep_text, &self);
  msp_detector_keep_names (msp_analyser_get_detector (self.analyser));
  const MspLocateRequest locate = { request->roots, request->worker->analyser.limits, self.analyser };
  if (!msp_worker_confine (request->worker, NULL))
    _exit (EXIT_FAILURE);
  msp_locate_each (&locate, locators, n, &visitor);
  send_frame (&self, MSP_REVEAL_OVER, 0, 0, NULL, "");
  _exit (EXIT_SUCCESS);
}
