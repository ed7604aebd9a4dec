/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reread-words.h"

#include <string.h>

#include "base/utf8.h"
#include "pipeline/scan.h"
#include "pipeline/texts.h"

typedef struct {
  MspRereadChild *child;
  MspTexts       *texts;
  char         ***lists;    /* folded */
  guint64         found;    /* in the current message */
} Words;

static gboolean
holds_one (const char *folded, char **words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Most texts are plain ASCII, which is folded the same way, and fast. */
static char *
dup_folded_text (const GString *text)
{
  gboolean is_ascii = msp_utf8_ascii_length (msp_span_new (text->str, text->len)) == text->len;

  return is_ascii ? g_ascii_strdown (text->str, (gssize) text->len) : g_utf8_casefold (text->str, (gssize) text->len);
}

static void
look_at (gpointer data, const MspUnit *unit, const MspText *text)
{
  Words *self = data;
  MspAnalyserObserver observer = self->child->config->worker->observer;
  g_autofree char *folded = dup_folded_text (text->text);

  if (observer != NULL)
    observer (&self->child->fd, unit, text);
  for (gsize i = 0; i < self->child->question.n_lists; i++)
    if ((self->found >> i & 1) == 0 && holds_one (folded, self->lists[i]))
      {
        self->found |= G_GUINT64_CONSTANT (1) << i;
        msp_reread_child_find (self->child, (guint32) i, NULL, "");
      }
}

/* What a message holds behind the place where it was cut nobody knows. */
static gboolean
on_entry (gpointer data, gsize locator, const MspEntry *entry, gboolean is_made, GError **error)
{
  Words *self = data;

  self->found = 0;
  msp_texts_read (self->texts, entry->bytes, entry->truncated, entry->size);
  if (!entry->truncated || self->found != 0)
    return TRUE;
  g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_NOT_FOUND, entry->detail != NULL ? entry->detail : "cannot be read whole");
  return FALSE;
}

static char **
dup_folded (const char *const *words)
{
  g_autoptr (GPtrArray) folded = g_ptr_array_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (folded, g_utf8_casefold (words[i], -1));
  g_ptr_array_add (folded, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&folded), FALSE);
}

void
msp_reread_words_run (MspRereadChild *child)
{
  const MspAnalyserConfig *config = &child->config->worker->analyser;
  gsize n_lists = child->question.n_lists;
  g_autofree char ***lists = g_new (char **, n_lists + 1);
  Words self = { child, NULL, lists, 0 };
  g_autoptr (MspTexts) texts = msp_texts_new (config->engine, config->limits, look_at, &self);

  self.texts = texts;
  for (gsize i = 0; i < n_lists; i++)
    lists[i] = dup_folded (child->question.lists[i]);
  msp_reread_child_locate (child, &(MspRereadWay) { .entry = on_entry, .data = &self });
  for (gsize i = 0; i < n_lists; i++)
    g_strfreev (lists[i]);
}

typedef struct {
  const MspSearchRequest *request;
  const MspSearchVisitor *visitor;
  guint64                 found;    /* in the current message */
} Asked;

static gboolean
on_found (gpointer data, gsize locator, guint32 list, const guint8 *key, const char *text)
{
  Asked *self = data;

  if (list >= self->request->n_lists)
    return FALSE;
  self->found |= G_GUINT64_CONSTANT (1) << list;
  return TRUE;
}

static void
on_done (gpointer data, gsize locator)
{
  Asked *self = data;

  self->visitor->searched (self->visitor->data, locator, self->found);
  self->found = 0;
}

static void
on_missed (gpointer data, gsize locator, const char *reason)
{
  Asked *self = data;

  self->visitor->missed (self->visitor->data, locator, reason);
  self->found = 0;
}

gboolean
msp_reread_words (gpointer reread, const MspSearchRequest *request, const MspSearchVisitor *visitor, GError **error)
{
  Asked asked = { request, visitor, 0 };
  const MspRereadQuestion question = {
    .task = MSP_REREAD_WORDS, .locators = request->locators, .n = request->n, .lists = request->lists,
    .n_lists = MIN (request->n_lists, MSP_SEARCH_LISTS),
  };

  return msp_reread_ask (reread, &question, &(MspRereadVisitor) { on_found, on_done, on_missed, &asked }, error);
}
