/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reveal.h"

#include "pipeline/excerpt.h"

typedef struct {
  MspSink         sink;      /* must be first */
  MspRereadChild *child;
  MspAnalyser    *analyser;
  GHashTable     *texts;     /* section to its text as scanned, of the current message */
} Names;

static void
keep_text (gpointer data, const MspUnit *unit, const MspText *text)
{
  Names *self = data;
  MspAnalyserObserver observer = self->child->config->worker->observer;

  if (observer != NULL)
    observer (&self->child->fd, unit, text);
  g_hash_table_replace (self->texts, g_strdup (unit->section), g_string_new_len (text->text->str, (gssize) text->text->len));
}

static void
send_value (const Names *self, const MspFinding *finding)
{
  const GString *text = g_hash_table_lookup (self->texts, finding->section);

  if (finding->category != MSP_CATEGORY_CONTACT || !msp_excerpt_may_reveal (finding) || text == NULL || finding->end > text->len)
    return;
  g_autofree char *value = g_strndup (text->str + finding->start, finding->end - finding->start);
  msp_reread_child_find (self->child, MSP_REVEALED_VALUE, finding->value_key, value);
}

static void
send_name (const Names *self, const guint8 *name_key)
{
  MspDetector *detector = msp_analyser_get_detector (self->analyser);
  const char *name = msp_detector_get_name (detector, name_key);
  g_autofree char *address = name != NULL ? msp_detector_dup_address (detector, name_key) : NULL;

  if (name != NULL)
    msp_reread_child_find (self->child, MSP_REVEALED_NAME, name_key, name);
  if (address != NULL)
    msp_reread_child_find (self->child, MSP_REVEALED_ADDRESS, name_key, address);
}

static gboolean
on_message (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  const Names *self = (const Names *) (const void *) sink;
  g_autoptr (GHashTable) names = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);

  if (msp_excerpt_is_marked (message->findings, message->n_findings))
    {
      msp_reread_child_miss (self->child, MSP_REVEAL_MARKED);
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

static void
forget_texts (gpointer data)
{
  g_hash_table_remove_all (((Names *) data)->texts);
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

void
msp_reveal_run (MspRereadChild *child)
{
  static const MspSinkClass names_class = { on_message, NULL, NULL };
  g_autoptr (MspAnalyser) analyser = msp_analyser_new (&child->config->worker->analyser);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  Names self = { { &names_class }, child, analyser, texts };
  const MspRereadWay way = { .analyser = analyser, .sink = &self.sink, .begin = forget_texts, .data = &self };

  msp_analyser_observe (analyser, keep_text, &self);
  msp_detector_keep_names (msp_analyser_get_detector (analyser));
  msp_reread_child_locate (child, &way);
}

static gboolean
on_found (gpointer data, gsize locator, guint32 kind, const guint8 *key, const char *text)
{
  const MspRevealVisitor *visitor = data;

  if (kind < MSP_N_REVEALED)
    visitor->found (visitor->data, locator, (MspRevealedKind) kind, key, text);
  return kind < MSP_N_REVEALED;
}

static void
on_missed (gpointer data, gsize locator, const char *reason)
{
  const MspRevealVisitor *visitor = data;

  visitor->missed (visitor->data, locator, reason);
}

gboolean
msp_reveal (MspReread *reread, const char *const *locators, gsize n, const MspRevealVisitor *visitor, GError **error)
{
  const MspRereadQuestion question = { .task = MSP_REREAD_NAMES, .locators = locators, .n = n };

  return msp_reread_ask (reread, &question, &(MspRereadVisitor) { on_found, NULL, on_missed, (gpointer) visitor }, error);
}
