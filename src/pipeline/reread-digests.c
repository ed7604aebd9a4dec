/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reread-digests.h"

#include <string.h>

#include "pipeline/message-digest.h"
#include "pipeline/scan.h"

typedef struct {
  MspRereadChild *child;
  MspMime        *mime;
} Digests;

static void
send_digest (gpointer data, MspDigestKind kind, const char *hex)
{
  msp_reread_child_find (data, kind, NULL, hex);
}

static gboolean
on_entry (gpointer data, gsize locator, const MspEntry *entry, gboolean is_made, GError **error)
{
  const Digests *self = data;
  const MspRereadQuestion *question = &self->child->question;
  gboolean is_mail = entry->stored.data == NULL;
  const MspMessageBytes bytes = { is_mail ? entry->bytes : entry->stored, entry->bytes, !is_made };
  const char *why = NULL;

  if (question->sizes != NULL && question->sizes[locator] != entry->size)
    why = "not what was scanned";
  else if (is_mail ? entry->truncated : entry->stored.len != entry->size)
    why = entry->detail != NULL ? entry->detail : "cannot be read whole";
  if (why != NULL)
    {
      g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_NOT_FOUND, why);
      return FALSE;
    }
  msp_message_digest (&bytes, question->kinds, self->mime, self->child->config->worker->analyser.limits->message_bytes, send_digest, self->child);
  return TRUE;
}

void
msp_reread_digests_run (MspRereadChild *child)
{
  const MspAnalyserConfig *config = &child->config->worker->analyser;
  g_autoptr (MspMime) mime = msp_mime_new (config->engine, config->limits);
  Digests self = { child, mime };

  msp_reread_child_locate (child, &(MspRereadWay) { .entry = on_entry, .data = &self });
}

typedef struct {
  const MspDigestRequest *request;
  const MspDigestVisitor *visitor;
} Asked;

static gboolean
is_digest (MspDigestKind kind, const char *hex)
{
  gsize len = kind == MSP_DIGEST_SHA1 || kind == MSP_DIGEST_SHA1_CRLF ? 40 : 64;

  return strlen (hex) == len && strspn (hex, "0123456789abcdef") == len;
}

static gboolean
on_found (gpointer data, gsize locator, guint32 kind, const guint8 *key, const char *text)
{
  const Asked *self = data;
  gboolean is_asked = kind != 0 && (kind & (kind - 1)) == 0 && (kind & self->request->kinds) != 0;

  if (!is_asked || !is_digest ((MspDigestKind) kind, text))
    return FALSE;
  self->visitor->digest (self->visitor->data, locator, (MspDigestKind) kind, text);
  return TRUE;
}

static void
on_done (gpointer data, gsize locator)
{
  const MspDigestVisitor *visitor = ((const Asked *) data)->visitor;

  if (visitor->done != NULL)
    visitor->done (visitor->data, locator);
}

static void
on_missed (gpointer data, gsize locator, const char *reason)
{
  const MspDigestVisitor *visitor = ((const Asked *) data)->visitor;

  visitor->missed (visitor->data, locator, reason);
}

gboolean
msp_reread_digests (gpointer reread, const MspDigestRequest *request, const MspDigestVisitor *visitor, GError **error)
{
  Asked asked = { request, visitor };
  const MspRereadQuestion question = {
    .task = MSP_REREAD_DIGESTS, .kinds = request->kinds, .locators = request->locators, .sizes = request->sizes, .n = request->n,
  };

  return msp_reread_ask (reread, &question, &(MspRereadVisitor) { on_found, on_done, on_missed, &asked }, error);
}
