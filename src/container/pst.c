/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/pst.h"

#include "base/spool.h"
#include "container/body.h"
#include "format/mapi-header.h"
#include "format/mapi-mime.h"
#include "format/pst-message.h"
#include "model/record.h"

/* Of the flags of [MS-OXCMSG] 2.2.1.6. */
enum { FLAG_READ = 1, FLAG_UNSENT = 8 };

/* A message is put together when its first byte is asked for: whoever passes over it does not wait for it. */
typedef struct {
  const MspPstModule *module;
  MspPst             *store;
  guint               codepage;
  gsize               max;
  gboolean            is_recovered, is_made, is_complete;
  GString            *mime;
  gsize               at;
} Message;

typedef struct {
  MspStream       *stream;
  const MspLimits *limits;
  MspStream       *taken;        /* from a stream that cannot seek, or NULL */
  MspBody          body;         /* of one that goes to no file */
  Message          message;
  MspStream       *entry;        /* reads message */
  char            *name;
  guint            n_entries;
} PstImpl;

static int
pst_bid (MspSpan head, gboolean whole, const char *name)
{
  return head.len >= 10 && msp_span_has_prefix (head, "!BDN") && (msp_span_equals (msp_span_slice (head, 8, 10), "SM")
                                                                  || msp_span_equals (msp_span_slice (head, 8, 10), "SO")
                                                                  || msp_span_equals (msp_span_slice (head, 8, 10), "AB"))
           ? 95 : 0;
}

static gboolean
read_stream (gpointer data, guint64 offset, void *buf, gsize len)
{
  return (msp_stream_tell (data) == offset || msp_stream_seek (data, offset, NULL))
         && msp_stream_read (data, buf, len, NULL) == (gssize) len;
}

static gboolean
read_memory (gpointer data, guint64 offset, void *buf, gsize len)
{
  MspSpan bytes = msp_body_get (data);

  if (offset > bytes.len || len > bytes.len - offset)
    return FALSE;
  memcpy (buf, bytes.data + offset, len);
  return TRUE;
}

static void
make_message (Message *self)
{
  g_autoptr (MspMapiMessage) message = msp_pst_read_message (self->module, self->store, self->codepage, self->max);

  /* What was deleted is read as far as it was not written over. */
  self->is_complete = msp_mapi_append_mime (self->mime, message, self->max) || self->is_recovered;
  self->is_made = TRUE;
}

static gssize
message_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Message *self = impl;

  if (!self->is_made)
    make_message (self);
  gsize n = MIN (len, self->mime->len - self->at);
  if (n > 0)
    memcpy (buf, self->mime->str + self->at, n);
  self->at += n;
  if (n > 0 || self->is_complete)
    return (gssize) n;
  g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_CORRUPT, "a property or attachment cannot be read");
  return -1;
}

static void
message_free (gpointer impl)
{
}

static const MspStreamClass message_class = { .read = message_read, .free = message_free };

static void
pst_free (gpointer impl)
{
  PstImpl *self = impl;

  g_clear_pointer (&self->entry, msp_stream_free);
  if (self->message.store != NULL)
    self->message.module->free (self->message.store);
  g_string_free (self->message.mime, TRUE);
  msp_stream_free (self->taken);
  msp_body_clear (&self->body);
  g_free (self->name);
  g_free (self);
}

/* Where no file takes a store, it must be held in memory: what was taken, and the rest. */
static gboolean
get_held (PstImpl *self, MspPstSource *source, GError **error)
{
  gsize most = MAX (self->limits->message_bytes, self->limits->memory / 2);

  msp_body_read (&self->body, self->taken, (guint64) most + 1, most);
  g_clear_pointer (&self->taken, msp_stream_free);
  msp_body_read (&self->body, self->stream, (guint64) most + 1, most);
  if (!msp_body_check (&self->body, error))
    return FALSE;
  *source = (MspPstSource) { &self->body, self->body.len, read_memory };
  if (self->body.size <= most)
    return TRUE;
  g_set_error (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_IO,
               "a mail store in an archive, larger than half of the limit memory, for which there is no temporary file: %s",
               msp_spool_get_failure ());
  return FALSE;
}

/* A store inside an archive may be larger than any message. */
static gboolean
get_source (PstImpl *self, MspPstSource *source, GError **error)
{
  MspStream *stream = self->stream;
  GError *failure = NULL;
  gboolean is_whole;

  if (!msp_stream_can_seek (stream) || msp_stream_get_size (stream) < 0)
    {
      self->taken = msp_spool_take (stream, self->limits->message_bytes, &is_whole, &failure);
      if (failure != NULL)
        msp_container_take_error (error, failure);
      if (!is_whole)
        return failure == NULL && get_held (self, source, error);
      stream = self->taken;
    }
  *source = (MspPstSource) { stream, (guint64) msp_stream_get_size (stream), read_stream };
  return TRUE;
}

static gpointer
pst_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  PstImpl *self = g_new0 (PstImpl, 1);
  MspPstSource source;

  self->stream = stream;
  self->limits = limits;
  self->message.mime = g_string_new (NULL);
  self->message.max = limits->message_bytes;
  self->message.module = msp_pst_get_module ();
  if (self->message.module == NULL)
    g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_UNSUPPORTED, "the module 'pst' cannot be used");
  else if (get_source (self, &source, error))
    {
      self->message.store = self->message.module->open (&source, limits->depth);
      if (self->message.store != NULL)
        {
          self->message.codepage = self->message.module->get_codepage (self->message.store);
          return self;
        }
      g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_CORRUPT, "the mail store is damaged");
    }
  pst_free (self);
  return NULL;
}

static void
set_message (PstImpl *self, const MspPstItem *item, MspEntry *entry)
{
  g_clear_pointer (&self->entry, msp_stream_free);
  g_string_truncate (self->message.mime, 0);
  self->message.is_made = FALSE;
  self->message.at = 0;
  self->message.is_recovered = item->kind == MSP_PST_RECOVERED;
  self->entry = msp_stream_new (&message_class, &self->message, -1);
  entry->stream = self->entry;
  if ((item->flags & FLAG_READ) != 0)
    entry->flags |= MSP_MESSAGE_SEEN;
  if ((item->flags & FLAG_UNSENT) != 0)
    entry->flags |= MSP_MESSAGE_DRAFT;
  if (item->kind == MSP_PST_RECOVERED)
    entry->flags |= MSP_MESSAGE_DELETED;
}

static char *
dup_name (const MspPstItem *item)
{
  const char *slash = *item->folder != '\0' ? "/" : "";

  switch (item->kind)
    {
    case MSP_PST_RECOVERED:
      return g_strdup_printf ("Recovered/%u-%u.eml", item->id, item->copy);
    case MSP_PST_SETTINGS:
      return g_strdup_printf ("%s%s(settings)", item->folder, slash);
    case MSP_PST_UNREADABLE:
      return g_strdup_printf ("%s%s(unreadable)", item->folder, slash);
    default:
      return g_strdup_printf ("%s%s%u.eml", item->folder, slash, item->id);
    }
}

static gboolean
pst_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  PstImpl *self = impl;
  MspPstItem item;

  *out_end = !self->message.module->next (self->message.store, &item);
  if (*out_end)
    return TRUE;
  if (self->n_entries++ >= self->limits->entries)
    {
      g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_LIMIT, "more entries than the limit entries");
      return FALSE;
    }
  g_free (self->name);
  self->name = dup_name (&item);
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_STREAM, .name = self->name, .mtime = G_MININT64 };
  if (item.kind == MSP_PST_SETTINGS)
    {
      out_entry->fate = MSP_FATE_OPAQUE;
      out_entry->reason = MSP_REASON_UNSUPPORTED;
      out_entry->detail = "rules, views and settings of a folder";
    }
  else if (item.kind == MSP_PST_UNREADABLE)
    {
      out_entry->fate = MSP_FATE_FAILED;
      out_entry->reason = MSP_REASON_DAMAGED;
      out_entry->detail = "messages or folders that the store lists and does not have";
    }
  else
    set_message (self, &item, out_entry);
  return TRUE;
}

const MspReaderType msp_pst_reader = { "pst", pst_bid, pst_open, pst_next, NULL, pst_free, TRUE };
