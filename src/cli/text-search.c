/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/text-search.h"

#include <string.h>

#include "cli/rescan.h"
#include "pipeline/locate.h"

struct _MspTextSearch {
  MspRescan    rescan;
  MspAnalyser *analyser;
  MspReread   *reread;
  const char *const *words;      /* of the question */
  gboolean     found;
};

static const guint8 no_key[MSP_KEY_LEN];

static void
look_at (gpointer data, const MspUnit *unit G_GNUC_UNUSED, const MspText *text)
{
  MspTextSearch *self = data;

  if (self->found)
    return;
  g_autofree char *folded = g_utf8_casefold (text->text->str, (gssize) text->text->len);
  for (gsize i = 0; self->words[i] != NULL && !self->found; i++)
    {
      g_autofree char *word = g_utf8_casefold (self->words[i], -1);

      self->found = word[0] != '\0' && strstr (folded, word) != NULL;
    }
}

static gboolean
drop_message (MspSink *sink G_GNUC_UNUSED, const MspMessageRecord *message G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return TRUE;
}

static gboolean
drop_source (MspSink *sink G_GNUC_UNUSED, const MspSourceRecord *source G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return TRUE;
}

static gboolean
drop_problem (MspSink *sink G_GNUC_UNUSED, const MspProblem *problem G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return TRUE;
}

MspTextSearch *
msp_text_search_new (MspCase *file, const char *case_path, GError **error)
{
  g_autoptr (MspTextSearch) self = g_new0 (MspTextSearch, 1);

  if (!msp_rescan_init (&self->rescan, file, NULL, error))
    return NULL;
  /* No value of what is read is kept, so that any key will do; and the case need not stay open for its own. */
  self->rescan.analyser.key = no_key;
  self->analyser = msp_analyser_new (&self->rescan.analyser);
  msp_analyser_observe (self->analyser, look_at, self);
  msp_rescan_shut_in (&self->rescan, case_path);
  self->reread = msp_reread_new (&self->rescan.reread);
  return g_steal_pointer (&self);
}

gboolean
msp_text_search_find (gpointer data, const char *locator, const char *const *words, gboolean *out_found)
{
  MspTextSearch *self = data;
  static const MspSinkClass klass = { .message = drop_message, .source = drop_source, .problem = drop_problem };
  MspSink nobody = { &klass };

  self->words = words;
  self->found = FALSE;
  const MspLocateRequest request = { (const char *const *) self->rescan.roots, &self->rescan.limits, self->analyser };
  gboolean good = msp_locate (&request, locator, &nobody, NULL);
  *out_found = self->found;
  return good;
}

MspReread *
msp_text_search_get_reread (MspTextSearch *self)
{
  return self->reread;
}

void
msp_text_search_free (MspTextSearch *self)
{
  g_clear_pointer (&self->analyser, msp_analyser_free);
  g_clear_pointer (&self->reread, msp_reread_free);
  msp_rescan_clear (&self->rescan);
  g_free (self);
}
