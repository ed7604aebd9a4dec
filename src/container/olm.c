/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/olm.h"

#include "container/body.h"
#include "container/preamble.h"
#include "format/mapi-header.h"
#include "format/mapi-mime.h"
#include "format/mapi-tags.h"
#include "format/olm.h"
#include "model/record.h"

/* What is escaped in text cannot be taken for a tag. */
#define OPEN "<email"
#define CLOSE "</email>"

typedef struct {
  MspStream       *stream;
  const MspLimits *limits;
  MspBody          body;
  guint64          start;
  gsize            at;       /* where the next message begins in body */
  gboolean         is_read;
  GString         *mime;
  char            *labels;
} OlmImpl;

static int
olm_bid (MspSpan head, gboolean whole, const char *name)
{
  MspSpan text = msp_span_slice (head, msp_preamble_size (head), head.len);

  if (!msp_span_has_prefix (text, "<?xml") && !msp_span_has_prefix (text, "<emails"))
    return 0;
  return memmem (text.data, MIN (text.len, 1024), "<emails", 7) != NULL
         && memmem (text.data, text.len, "<OPFMessage", 11) != NULL ? 90 : 0;
}

static gpointer
olm_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  OlmImpl *self = g_new0 (OlmImpl, 1);

  self->stream = stream;
  self->limits = limits;
  self->start = msp_stream_tell (stream);
  self->mime = g_string_new (NULL);
  return self;
}

/* From where the last one ended to behind the end tag; what follows the last one belongs to it. */
static MspSpan
take_message (OlmImpl *self)
{
  MspSpan rest = msp_span_slice (msp_body_get (&self->body), self->at, self->body.len);
  const char *close = memmem (rest.data, rest.len, CLOSE, strlen (CLOSE));
  gsize len = close != NULL ? (gsize) (close - rest.data) + strlen (CLOSE) : rest.len;

  if (memmem (rest.data + len, rest.len - len, OPEN, strlen (OPEN)) == NULL)
    len = rest.len;
  self->at += len;
  return msp_span_slice (rest, 0, len);
}

/* The element alone: "<email …>" to "</email>", without the list around it. */
static MspSpan
get_element (MspSpan text)
{
  const char *open = text.data, *close = memmem (text.data, text.len, CLOSE, strlen (CLOSE));
  gsize left = text.len;

  while ((open = memmem (open, left, OPEN, strlen (OPEN))) != NULL)
    {
      gsize at = (gsize) (open - text.data);

      if (at + 6 < text.len && open[6] != 's' && open[6] != 'A')
        return msp_span_slice (text, at, close != NULL ? (gsize) (close - text.data) + strlen (CLOSE) : text.len);
      open += 6;
      left = text.len - (gsize) (open - text.data);
    }
  return text;
}

static gboolean
olm_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  OlmImpl *self = impl;

  if (!self->is_read)
    msp_body_read (&self->body, self->stream, G_MAXUINT64, self->limits->message_bytes);
  *out_end = self->is_read && self->at >= self->body.len;
  self->is_read = TRUE;
  if (*out_end)
    return msp_body_check (&self->body, error);
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_MESSAGE, .offset = self->start + self->at, .mtime = G_MININT64 };
  MspSpan text = take_message (self);
  gboolean is_last = self->at >= self->body.len;
  g_autoptr (MspMapiMessage) message = msp_olm_read (get_element (text));
  g_string_truncate (self->mime, 0);
  g_free (self->labels);
  self->labels = msp_mapi_dup_categories (message);
  gboolean is_complete = msp_mapi_append_mime (self->mime, message, self->limits->message_bytes);
  out_entry->size = is_last ? self->body.size - (out_entry->offset - self->start) : text.len;
  out_entry->bytes = msp_span_new (self->mime->str, self->mime->len);
  out_entry->stored = text;
  out_entry->labels = self->labels;
  out_entry->flags = msp_mapi_get_integer (&message->props, MSP_MAPI_MESSAGE_FLAGS, 0) != 0 ? MSP_MESSAGE_SEEN : 0;
  if (is_last)
    msp_body_set_fate (&self->body, out_entry);
  if (!is_complete && !out_entry->truncated)
    {
      out_entry->truncated = TRUE;
      out_entry->fate = MSP_FATE_PARTIAL;
      out_entry->reason = MSP_REASON_DAMAGED;
      out_entry->detail = "the XML ends before the message does";
    }
  return TRUE;
}

static void
olm_free (gpointer impl)
{
  OlmImpl *self = impl;

  msp_body_clear (&self->body);
  g_string_free (self->mime, TRUE);
  g_free (self->labels);
  g_free (self);
}

const MspReaderType msp_olm_reader = { "olm", olm_bid, olm_open, olm_next, NULL, olm_free };
