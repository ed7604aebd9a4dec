/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/msg.h"

#include "container/body.h"
#include "format/mapi-header.h"
#include "format/mapi-mime.h"
#include "format/mapi-tags.h"
#include "format/msg.h"
#include "format/ole.h"
#include "model/record.h"

/* Of the flags of [MS-OXCMSG] 2.2.1.6. */
enum { FLAG_READ = 1, FLAG_UNSENT = 8 };

typedef struct {
  MspStream       *stream;
  const MspLimits *limits;
  MspBody          body;
  GString         *mime;
  char            *labels;
  gboolean         done;
} MsgImpl;

/* The name of the stream that every message has, as UTF-16, stands in the directory; that of a large file is not in its head. */
static int
msg_bid (MspSpan head, gboolean whole, const char *name)
{
  static const char text[] = "__properties_version1.0";
  char wide[2 * sizeof text] = { 0 };

  if (!msp_ole_is (head))
    return 0;
  for (gsize i = 0; i < sizeof text; i++)
    wide[2 * i] = text[i];
  if (memmem (head.data, head.len, wide, sizeof wide) != NULL)
    return 90;
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;
  return lower != NULL && (g_str_has_suffix (lower, ".msg") || g_str_has_suffix (lower, ".oft")) ? 60 : 0;
}

static gpointer
msg_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  MsgImpl *self = g_new0 (MsgImpl, 1);

  self->stream = stream;
  self->limits = limits;
  self->mime = g_string_new (NULL);
  return self;
}

static void
set_message (MsgImpl *self, const MspMapiMessage *message, MspEntry *entry)
{
  gint64 flags = msp_mapi_get_integer (&message->props, MSP_MAPI_MESSAGE_FLAGS, 0);
  gboolean is_complete = msp_mapi_append_mime (self->mime, message, self->limits->message_bytes);

  if ((flags & FLAG_READ) != 0)
    entry->flags |= MSP_MESSAGE_SEEN;
  if ((flags & FLAG_UNSENT) != 0)
    entry->flags |= MSP_MESSAGE_DRAFT;
  self->labels = msp_mapi_dup_categories (message);
  entry->labels = self->labels;
  entry->bytes = msp_span_new (self->mime->str, self->mime->len);
  if (is_complete || entry->truncated)
    return;
  entry->truncated = TRUE;
  entry->fate = MSP_FATE_PARTIAL;
  entry->reason = MSP_REASON_DAMAGED;
  entry->detail = "a property or attachment cannot be read";
}

static gboolean
msg_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  MsgImpl *self = impl;
  g_autoptr (GError) bad = NULL;

  *out_end = self->done;
  if (self->done)
    return msp_body_check (&self->body, error);
  self->done = TRUE;
  guint64 start = msp_stream_tell (self->stream);
  msp_body_read (&self->body, self->stream, G_MAXUINT64, self->limits->message_bytes);
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_MESSAGE, .offset = start, .size = self->body.size, .mtime = G_MININT64 };
  msp_body_set_fate (&self->body, out_entry);
  g_autoptr (MspMapiMessage) message = msp_msg_read (msp_body_get (&self->body), self->limits, &bad);
  if (message != NULL)
    {
      set_message (self, message, out_entry);
      out_entry->stored = msp_body_get (&self->body);
      return TRUE;
    }
  out_entry->kind = MSP_ENTRY_RANGE;
  out_entry->fate = MSP_FATE_FAILED;
  out_entry->reason = MSP_REASON_DAMAGED;
  out_entry->detail = "the message cannot be read";
  return TRUE;
}

static void
msg_free (gpointer impl)
{
  MsgImpl *self = impl;

  msp_body_clear (&self->body);
  g_string_free (self->mime, TRUE);
  g_free (self->labels);
  g_free (self);
}

const MspReaderType msp_msg_reader = { "msg", msg_bid, msg_open, msg_next, NULL, msg_free };
