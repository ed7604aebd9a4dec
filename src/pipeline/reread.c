/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reread.h"

#include "pipeline/locate.h"
#include "pipeline/message-digest.h"

struct _MspReread {
  MspRereadConfig config;
};

typedef struct {
  const MspReread        *reread;
  const MspDigestRequest *request;
  const MspDigestVisitor *visitor;
  MspMime                *mime;
  GHashTable             *numbers;   /* locator to index + 1 */
  gsize                   current;
} Run;

static void
on_digest (gpointer data, MspDigestKind kind, const char *hex)
{
  Run *self = data;

  self->visitor->digest (self->visitor->data, self->current, kind, hex);
}

static void
on_entry (gpointer data, const char *locator, const MspEntry *entry, gboolean is_made)
{
  Run *self = data;
  gboolean is_mail = entry->stored.data == NULL;
  const MspMessageBytes bytes = { is_mail ? entry->bytes : entry->stored, entry->bytes, !is_made };
  gsize at = GPOINTER_TO_SIZE (g_hash_table_lookup (self->numbers, locator)) - 1;

  self->current = at;
  if (self->request->sizes != NULL && self->request->sizes[at] != entry->size)
    self->visitor->missed (self->visitor->data, at, "not what was scanned");
  else if (is_mail ? entry->truncated : entry->stored.len != entry->size)
    self->visitor->missed (self->visitor->data, at, entry->detail != NULL ? entry->detail : "cannot be read whole");
  else
    {
      msp_message_digest (&bytes, self->request->kinds, self->mime, self->reread->config.worker->analyser.limits->message_bytes, on_digest, self);
      if (self->visitor->done != NULL)
        self->visitor->done (self->visitor->data, at);
    }
}

static void
on_missed (gpointer data, const char *locator, const GError *error)
{
  Run *self = data;
  gsize at = GPOINTER_TO_SIZE (g_hash_table_lookup (self->numbers, locator)) - 1;

  self->visitor->missed (self->visitor->data, at, error->message);
}

MspReread *
msp_reread_new (const MspRereadConfig *config)
{
  MspReread *self = g_new0 (MspReread, 1);

  self->config = *config;
  return self;
}

gboolean
msp_reread_digest (gpointer data, const MspDigestRequest *request, const MspDigestVisitor *visitor, GError **error)
{
  const MspReread *self = data;
  const MspAnalyserConfig *analyser = &self->config.worker->analyser;
  g_autoptr (MspMime) mime = msp_mime_new (analyser->engine, analyser->limits);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  Run run = { self, request, visitor, mime, numbers, 0 };
  const MspLocateRequest locate = { self->config.roots, analyser->limits, NULL };
  const MspLocateVisitor look = { .entry = on_entry, .missed = on_missed, .data = &run };

  for (gsize i = 0; i < request->n; i++)
    g_hash_table_insert (numbers, (gpointer) request->locators[i], GSIZE_TO_POINTER (i + 1));
  msp_locate_each (&locate, request->locators, request->n, &look);
  return TRUE;
}

void
msp_reread_free (MspReread *self)
{
  g_free (self);
}
