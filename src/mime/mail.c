/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/mail.h"

#include "mime/decode.h"
#include "mime/gmime-engine.h"
#include "mime/journal.h"
#include "mime/shorten.h"
#include "mime/tree.h"
#include "mime/value.h"
#include "mime/walk.h"

struct _MspMime {
  MspMimeEngine engine;
  MspArena     *arena;
  MspTree       tree;
  GByteArray   *shortened;   /* the message, when its header had to be cut */
  MspMail       mail;
};

/* The own walk, and GMime's parser for what it refuses. */
static void
parse_auto (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers)
{
  MspTreeMark mark = msp_tree_get_mark (tree, parent);
  const char *outer_end = tree->end;
  gboolean regular;

  tree->end = message.data + message.len;
  regular = msp_walk_message (tree, message, parent, headers);
  tree->end = outer_end;
  if (regular)
    return;
  msp_tree_rewind (tree, parent, &mark);
  msp_gmime_engine_parse (tree, message, parent, headers);
}

MspMime *
msp_mime_new (MspMimeEngine engine, const MspLimits *limits)
{
  MspMime *self = g_new0 (MspMime, 1);

  msp_value_init ();
  self->engine = engine;
  self->arena = msp_arena_new ();
  self->shortened = g_byte_array_new ();
  msp_tree_init (&self->tree, self->arena, limits, engine == MSP_MIME_ENGINE_GMIME ? msp_gmime_engine_parse : parse_auto);
  self->tree.simple = engine == MSP_MIME_ENGINE_AUTO;
  return self;
}

/* A separator that was left in front (RFC 4155), quoted or not, is no field. */
static MspSpan
skip_separator (MspSpan message)
{
  const char *end;

  if (!msp_span_has_prefix (message, "From ") && !msp_span_has_prefix (message, ">From "))
    return message;
  end = memchr (message.data, '\n', message.len);
  return end != NULL ? msp_span_slice (message, (gsize) (end - message.data) + 1, message.len) : message;
}

/* Where a line that is no field ends the header block for GMime, the body begins before the empty line. */
static gsize
clamp_header (const MspTree *tree, gsize header_size, gsize size)
{
  guint64 sum = 0;

  for (guint i = 0; i < tree->parts->len; i++)
    sum += g_array_index (tree->parts, MspMailPart, i).raw_size;
  return MIN (header_size, size - (gsize) MIN (sum, size));
}

const MspMail *
msp_mime_parse (MspMime *self, MspSpan message, gboolean truncated)
{
  MspMail *mail = &self->mail;
  MspTree *tree = &self->tree;
  MspSpan rest = skip_separator (message), whole = rest;
  gsize header_size = 0;

  msp_arena_reset (self->arena);
  g_byte_array_set_size (self->shortened, 0);
  if (msp_shorten_header (rest, tree->limits->header_bytes, self->shortened, &header_size))
    whole = msp_span_new ((const char *) self->shortened->data, self->shortened->len);
  msp_tree_reset (tree, whole);
  if (truncated)
    msp_tree_note (tree, MSP_REASON_LIMIT, "the message is longer than the limit allows");
  if (header_size > 0)
    msp_tree_note (tree, MSP_REASON_LIMIT, "the header is longer than the limit allows");
  tree->parse (tree, whole, -1, &mail->headers);
  msp_journal_apply (tree, &mail->headers);
  mail->parts = (const MspMailPart *) tree->parts->data;
  mail->n_parts = tree->parts->len;
  mail->header_size = clamp_header (tree, (gsize) (rest.data - message.data) + MAX (tree->header_size, header_size), message.len);
  mail->header_unread = header_size > 0 ? rest.len - MIN (whole.len, rest.len) : 0;
  mail->irregular = tree->irregular;
  mail->no_headers = tree->no_headers;
  mail->reason = tree->reason;
  mail->detail = tree->detail;
  return mail;
}

gboolean
msp_mail_part_is_plain (const MspMailPart *part, gsize limit)
{
  return part->encoding == MSP_ENCODING_IDENTITY && part->n_holes == 0 && part->raw.len <= limit;
}

gboolean
msp_mime_decode (MspMime *self, const MspMailPart *part, gsize limit, GByteArray *out)
{
  gsize start = out->len, at = 0;
  gboolean whole = TRUE;

  for (gsize i = 0; i <= part->n_holes && whole; i++)
    {
      gsize stop = i < part->n_holes ? (gsize) (part->holes[i].data - part->raw.data) : part->raw.len;

      whole = msp_decode_append (part->encoding, msp_span_slice (part->raw, at, stop), limit - (out->len - start), out);
      if (i < part->n_holes)
        at = stop + part->holes[i].len;
    }
  return whole;
}

void
msp_mime_free (MspMime *self)
{
  if (self == NULL)
    return;
  msp_tree_clear (&self->tree);
  msp_arena_free (self->arena);
  g_byte_array_unref (self->shortened);
  g_free (self);
}
