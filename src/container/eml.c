/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/eml.h"

#include "container/body.h"
#include "container/field.h"
#include "container/preamble.h"

#define LINES_MAX 400

typedef struct {
  MspStream       *stream;
  const MspLimits *limits;
  MspBody          body;
  gboolean         done;
} EmlImpl;

/* Bytes before the header: byte-order mark, blank lines, an mbox separator that an export left. */
static gsize
preamble_size (MspSpan head)
{
  gsize at = msp_preamble_size (head);
  MspSpan rest = msp_span_slice (head, at, head.len);
  gsize end_len, len = msp_field_line_len (rest, &end_len);

  if (!msp_span_has_prefix (rest, "From ") && !msp_span_has_prefix (rest, ">From "))
    return at;
  return msp_field_classify (msp_span_slice (rest, len + end_len, rest.len)) != MSP_FIELD_NONE ? at + len + end_len : at;
}

/* Fields that only mail has: calendars, robots.txt and the like know "X-…", "Status" and "User-Agent" too. */
static gboolean
is_of_mail (MspSpan line)
{
  static const char *const names[] = { "bcc:", "cc:", "content-type:", "date:", "delivered-to:", "from:", "message-id:",
                                       "mime-version:", "received:", "reply-to:", "return-path:", "sender:", "subject:", "to:" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (msp_span_has_prefix_nocase (line, names[i]))
      return TRUE;
  return FALSE;
}

/* Counts the header fields at the start of text; 0 known ones if none is of mail alone; *out_closed if a blank line or the end
   of a whole file follows them. */
static guint
count_fields (MspSpan text, gboolean whole, guint *out_known, gboolean *out_closed)
{
  guint n = 0, known = 0;
  gboolean has_mail = FALSE;
  gsize at = 0;

  *out_known = 0;
  for (guint i = 0; i < LINES_MAX && at < text.len; i++)
    {
      MspSpan rest = msp_span_slice (text, at, text.len);
      gsize end_len, len = msp_field_line_len (rest, &end_len);
      MspFieldKind kind = msp_field_classify (rest);
      gboolean folded = n > 0 && (rest.data[0] == ' ' || rest.data[0] == '\t');

      *out_closed = len == 0;
      if (len == 0 || (kind == MSP_FIELD_NONE && !folded && !msp_span_has_prefix (rest, ">From ")))
        return n;
      n += kind != MSP_FIELD_NONE;
      known += kind == MSP_FIELD_KNOWN;
      has_mail = has_mail || is_of_mail (rest);
      *out_known = has_mail ? known : 0;
      at += len + end_len;
    }
  *out_closed = whole;
  return n;
}

static gboolean
has_eml_name (const char *name)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && (g_str_has_suffix (lower, ".eml") || g_str_has_suffix (lower, ".mht")
                           || g_str_has_suffix (lower, ".mhtml") || g_str_has_suffix (lower, ".rfc822"));
}

static int
eml_bid (MspSpan head, gboolean whole, const char *name)
{
  gsize skipped = preamble_size (head);
  guint known;
  gboolean closed = FALSE;
  guint n = count_fields (msp_span_slice (head, skipped, head.len), whole, &known, &closed);

  if (n == 0)
    return 0;
  if (has_eml_name (name))
    return known > 0 ? 85 : 45;
  return known >= 2 ? 70 : known == 1 && closed ? 50 : 0;
}

static gpointer
eml_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  EmlImpl *self = g_new0 (EmlImpl, 1);

  self->stream = stream;
  self->limits = limits;
  return self;
}

static gboolean
eml_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  EmlImpl *self = impl;

  *out_end = self->done;
  if (self->done)
    return msp_body_check (&self->body, error);
  self->done = TRUE;
  guint64 start = msp_stream_tell (self->stream);
  msp_body_read (&self->body, self->stream, G_MAXUINT64, self->limits->message_bytes);
  MspSpan bytes = msp_body_get (&self->body);
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_MESSAGE, .offset = start, .size = self->body.size, .mtime = G_MININT64 };
  gsize skipped = preamble_size (msp_span_slice (bytes, 0, MSP_STREAM_PEEK_MAX));
  out_entry->bytes = msp_span_slice (bytes, skipped, bytes.len);
  if (skipped > 0)
    out_entry->stored = bytes;
  msp_body_set_fate (&self->body, out_entry);
  return TRUE;
}

static void
eml_free (gpointer impl)
{
  EmlImpl *self = impl;

  msp_body_clear (&self->body);
  g_free (self);
}

const MspReaderType msp_eml_reader = { "eml", eml_bid, eml_open, eml_next, NULL, eml_free };
