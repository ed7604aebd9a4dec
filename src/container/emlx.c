/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/emlx.h"

#include "container/body.h"
#include "container/field.h"
#include "format/plist.h"
#include "model/record.h"

#define PLIST_MAX (1024 * 1024)
#define DIGITS_MAX 12

typedef enum { NEXT_MESSAGE, NEXT_TRAILER, NEXT_END } Next;

typedef struct {
  MspStream       *stream;
  const MspLimits *limits;
  MspBody          body;
  Next             next;
  guint64          start;     /* where the stream stood */
  guint64          end;       /* of the message, counted from there */
  gboolean         is_plist;  /* what follows it is a property list */
} EmlxImpl;

/* The first line: digits and blanks. FALSE if it is none. */
static gboolean
parse_count (MspSpan head, gsize *out_line, guint64 *out_count)
{
  gsize at = 0;

  *out_count = 0;
  for (; at < head.len && at < DIGITS_MAX && g_ascii_isdigit (head.data[at]); at++)
    *out_count = *out_count * 10 + (guint64) (head.data[at] - '0');
  gsize digits = at;
  while (at < head.len && (head.data[at] == ' ' || head.data[at] == '\t' || head.data[at] == '\r'))
    at++;
  *out_line = at + 1;
  return digits > 0 && at < head.len && head.data[at] == '\n';
}

static int
emlx_bid (MspSpan head, gboolean whole, const char *name)
{
  gsize line;
  guint64 count;

  if (!parse_count (head, &line, &count))
    return 0;
  if (msp_field_classify (msp_span_slice (head, line, head.len)) != MSP_FIELD_NONE)
    return 90;
  return name != NULL && g_str_has_suffix (name, ".emlx") ? 80 : 0;
}

static gpointer
emlx_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  EmlxImpl *self = g_new0 (EmlxImpl, 1);

  self->stream = stream;
  self->limits = limits;
  return self;
}

static gboolean
is_plist (MspSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = msp_span_slice (text, 1, text.len);
  return text.len == 0 || msp_span_has_prefix (text, "<?xml") || msp_span_has_prefix (text, "<!DOCTYPE plist")
         || msp_span_has_prefix (text, "<plist");
}

/* Where the message ends. A length that does not lead to the property list lies: then all up to the last such list is message. */
static guint64
find_end (const EmlxImpl *self, MspSpan bytes, gsize line, guint64 count)
{
  gboolean is_cut = self->body.size > self->body.len;

  if (count <= self->body.size - line && (is_cut || is_plist (msp_span_slice (bytes, line + (gsize) count, bytes.len))))
    return line + count;
  for (gsize at = bytes.len; !is_cut && at > line; at--)
    if (msp_span_has_prefix (msp_span_slice (bytes, at - 1, bytes.len), "<?xml") && bytes.data[at - 2] == '\n')
      return at - 1;
  return self->body.size;
}

/* Bits of the key "flags". */
static guint32
get_flags (MspSpan plist)
{
  gint64 bits;

  if (!msp_plist_get_integer (plist, "flags", &bits))
    return 0;
  return ((bits & 1) != 0 ? MSP_MESSAGE_SEEN : 0) | ((bits & 2) != 0 ? MSP_MESSAGE_DELETED : 0)
         | ((bits & 64) != 0 ? MSP_MESSAGE_DRAFT : 0);
}

static void
take_message (EmlxImpl *self, MspEntry *out_entry)
{
  guint64 count;
  gsize line, limit = self->limits->message_bytes;

  self->start = msp_stream_tell (self->stream);
  msp_body_read (&self->body, self->stream, G_MAXUINT64, limit + PLIST_MAX);
  MspSpan bytes = msp_body_get (&self->body);
  if (!parse_count (bytes, &line, &count))
    line = 0;
  self->end = find_end (self, bytes, line, count);
  MspSpan message = msp_span_slice (bytes, line, (gsize) MIN (self->end, (guint64) bytes.len));
  MspSpan plist = msp_span_slice (bytes, (gsize) MIN (self->end, (guint64) bytes.len), bytes.len);
  self->is_plist = is_plist (plist);
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_MESSAGE, .offset = self->start, .size = self->end, .mtime = G_MININT64 };
  out_entry->bytes = msp_span_slice (message, 0, limit);
  out_entry->flags = get_flags (plist);
  if (self->body.error != NULL)
    msp_body_set_fate (&self->body, out_entry);
  else if (self->end - line > out_entry->bytes.len)
    {
      out_entry->truncated = TRUE;
      out_entry->reason = MSP_REASON_LIMIT;
      out_entry->detail = "longer than the limit message-bytes";
    }
  else if (count > self->end - line)
    {
      out_entry->truncated = TRUE;
      out_entry->reason = MSP_REASON_DAMAGED;
      out_entry->detail = "shorter than its first line says";
    }
  out_entry->fate = out_entry->truncated ? MSP_FATE_PARTIAL : MSP_FATE_READ;
}

static gboolean
emlx_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  EmlxImpl *self = impl;

  *out_end = FALSE;
  if (self->next == NEXT_MESSAGE)
    {
      take_message (self, out_entry);
      self->next = self->end < self->body.size ? NEXT_TRAILER : NEXT_END;
      return TRUE;
    }
  if (self->next == NEXT_TRAILER)
    {
      self->next = NEXT_END;
      *out_entry = (MspEntry) {
        .kind = MSP_ENTRY_RANGE,
        .offset = self->start + self->end,
        .size = self->body.size - self->end,
        .mtime = G_MININT64,
        .fate = self->is_plist ? MSP_FATE_READ : MSP_FATE_FAILED,
        .reason = self->is_plist ? MSP_REASON_NONE : MSP_REASON_DAMAGED,
        .detail = self->is_plist ? "property list" : "bytes that belong to no message",
      };
      return TRUE;
    }
  *out_end = TRUE;
  return msp_body_check (&self->body, error);
}

static void
emlx_free (gpointer impl)
{
  EmlxImpl *self = impl;

  msp_body_clear (&self->body);
  g_free (self);
}

const MspReaderType msp_emlx_reader = { "emlx", emlx_bid, emlx_open, emlx_next, NULL, emlx_free };
