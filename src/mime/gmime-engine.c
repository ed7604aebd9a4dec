/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/gmime-engine.h"

#include "mime/guard.h"
#include "mime/guess.h"
#include "mime/leaf.h"
#include "mime/lines.h"
#include "mime/residue.h"
#include "mime/value.h"
#include "mime/walk.h"

/* Lines that may be boundaries, for each part that the limit allows. */
#define BOUNDARIES_PER_PART 8

/* Multiparts inside one another without their boundary. One that GMime reads otherwise than it is written would never end. */
#define MAX_GUESSES 4

typedef struct _Frame {
  const struct _Frame *outer;
  const char          *boundary;
} Frame;

typedef struct {
  MspTree   *tree;
  MspSpan    message;
  MspResidue residue;
} Walk;

static void walk_object (Walk *self, GMimeObject *object, int parent, gsize start, const Frame *frame);

static gboolean
is_boundary (MspSpan line, const Frame *frame)
{
  line = msp_span_slice (line, 2, line.len);
  while (line.len > 0 && g_ascii_isspace (line.data[line.len - 1]))
    line.len--;
  for (; frame != NULL; frame = frame->outer)
    if (frame->boundary != NULL && msp_span_has_prefix (line, frame->boundary))
      {
        MspSpan rest = msp_span_slice (line, strlen (frame->boundary), line.len);

        if (rest.len == 0 || msp_span_equals (rest, "--"))
          return TRUE;
      }
  return FALSE;
}

/* The body of what has its header block at start, up to the next boundary of an outer multipart, which may come in the block. */
static MspSpan
find_body (const Walk *self, gsize start, const Frame *frame)
{
  gsize from = msp_lines_skip_header (self->message, start), at = start, next;

  while ((at = msp_lines_find (self->message, at, '-', '-')) < self->message.len)
    {
      if (is_boundary (msp_lines_get (self->message, at, &next), frame))
        {
          from = MIN (from, at);
          return msp_span_slice (self->message, from, MAX (from, msp_lines_before (self->message, at)));
        }
      at = next;
    }
  return msp_span_slice (self->message, from, self->message.len);
}

/* A name that GMime was not shown is the one in the message. */
static MspSpan
get_name (MspSpan message, const char *name, gint64 offset)
{
  if (offset < 0 || name == NULL || strchr (name, MSP_GUARD_LETTER) == NULL)
    return msp_span_from_string (name);
  return msp_span_slice (message, (gsize) offset, (gsize) offset + strlen (name));
}

/* Adds the fields of list to the tree's room for them; the least offset goes to start. */
static void
collect_fields (MspTree *tree, MspSpan message, GMimeHeaderList *list, gsize *start)
{
  int n = list != NULL ? g_mime_header_list_get_count (list) : 0;

  for (int i = 0; i < n; i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, i);
      gint64 offset = g_mime_header_get_offset (header);
      MspField field = { .name = get_name (message, g_mime_header_get_name (header), offset),
                         .value = msp_span_from_string (g_mime_header_get_raw_value (header)) };

      if (offset >= 0)
        *start = MIN (*start, (gsize) offset);
      if (field.value.data == NULL || field.name.len == 0)
        continue;
      field.id = msp_field_lookup (field.name);
      g_array_append_val (tree->fields, field);
    }
}

static void
read_entity (Walk *self, GMimeObject *object, MspEntity *entity, gsize *start)
{
  MspTree *tree = self->tree;
  guint first = tree->fields->len;
  GMimeContentType *type = g_mime_object_get_content_type (object);

  collect_fields (tree, self->message, g_mime_object_get_header_list (object), start);
  msp_entity_read (entity, tree->arena, &g_array_index (tree->fields, MspField, first), tree->fields->len - first, tree->simple);
  g_array_set_size (tree->fields, first);
  if (type != NULL && (entity->repeated || GMIME_IS_MULTIPART (object) || GMIME_IS_MESSAGE_PART (object)))
    msp_params_take_type (&entity->type, tree->arena, type);
}

/* GMime takes the line end before a boundary for two bytes once it has seen such, and cuts one too many where it is one. */
static gsize
find_line_end (MspSpan message, gsize end)
{
  return end + 1 < message.len && message.data[end] != '\r' && message.data[end] != '\n' && message.data[end + 1] == '\n'
         ? end + 1 : end;
}

static MspSpan
find_content (const Walk *self, GMimePart *part, MspSpan otherwise)
{
  GMimeDataWrapper *wrapper = g_mime_part_get_content (part);
  GMimeStream *stream = wrapper != NULL ? g_mime_data_wrapper_get_stream (wrapper) : NULL;

  if (stream == NULL || stream->bound_start < 0 || stream->bound_end < stream->bound_start)
    return otherwise;
  return msp_span_slice (self->message, (gsize) stream->bound_start, find_line_end (self->message, (gsize) stream->bound_end));
}

/* GMime keeps such text as a string, to the first NUL only. */
static gboolean
has_gaps (GMimeMultipart *multipart)
{
  return g_mime_multipart_get_prologue (multipart) != NULL || g_mime_multipart_get_epilogue (multipart) != NULL;
}

/* Offset in the message behind the bodies of all parts that follow part index. */
static gsize
find_end (const Walk *self, int index)
{
  const char *start = self->message.data, *end = start;

  for (guint i = (guint) index + 1; i < self->tree->parts->len; i++)
    {
      MspSpan raw = msp_tree_get (self->tree, (int) i)->raw;

      if (raw.data >= end && raw.data + raw.len <= start + self->message.len)
        end = raw.data + raw.len;
    }
  return (gsize) (end - start);
}

/* Where an inner multipart shares the boundary, what looks like the end is followed by more parts. */
static MspSpan
cut_before (const Walk *self, MspSpan text, gsize end)
{
  gsize start = (gsize) (text.data - self->message.data);

  return end > start ? msp_span_slice (text, end - start, text.len) : text;
}

static void
add_gaps (Walk *self, int index, gsize start, const Frame *frame)
{
  MspSpan preamble, epilogue;
  gsize end = find_end (self, index);

  if (frame->boundary == NULL)
    return;
  msp_walk_find_gaps (find_body (self, start, frame->outer), frame->boundary, &preamble, &epilogue);
  epilogue = cut_before (self, epilogue, end);
  msp_residue_cover (&self->residue, preamble);
  msp_residue_cover (&self->residue, epilogue);
  msp_leaf_add_gap (self->tree, index, preamble);
  msp_leaf_add_gap (self->tree, index, epilogue);
}

static gboolean
is_blank (MspSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = msp_span_slice (text, 1, text.len);
  return text.len == 0;
}

/* What GMime takes for the last part where programs end a multipart with one more delimiter: blank to the end, without a header. */
static gboolean
is_end_only (const Walk *self, GMimeObject *object)
{
  const MspSpan end = { self->message.data + self->message.len, 0 };
  GMimeHeaderList *list = g_mime_object_get_header_list (object);
  MspSpan content;

  if (!GMIME_IS_PART (object) || (list != NULL && g_mime_header_list_get_count (list) > 0))
    return FALSE;
  content = find_content (self, GMIME_PART (object), end);
  return is_blank (msp_span_slice (self->message, (gsize) (content.data - self->message.data), self->message.len));
}

/* What GMime found no part in: by the boundary that is in use there, or as text. */
static void
add_partless (Walk *self, const MspEntity *entity, int parent)
{
  MspEntity plain = *entity;
  MspSpan boundary = msp_guess_boundary (entity->body, msp_params_get (&entity->type, "boundary"));

  if (boundary.len > 0 && self->tree->guesses < MAX_GUESSES)
    {
      self->tree->guesses++;
      msp_tree_parse_other (self->tree, parent, entity->body, msp_guess_rewrite (entity, boundary));
      self->tree->guesses--;
      return;
    }
  plain.type.head = NULL;
  msp_leaf_add (self->tree, parent, &plain);
}

static void
walk_multipart (Walk *self, GMimeMultipart *multipart, const MspEntity *entity, int parent, gsize start, const Frame *outer)
{
  int n = g_mime_multipart_get_count (multipart), index;
  Frame frame = { outer, msp_params_get (&entity->type, "boundary") };

  msp_residue_add_boundary (&self->residue, frame.boundary);
  if (n == 0)
    {
      add_partless (self, entity, parent);
      return;
    }
  index = msp_tree_add_container (self->tree, parent, entity, MSP_PART_MULTIPART);
  if (n > 1 && is_end_only (self, g_mime_multipart_get_part (multipart, n - 1)))
    n--;
  for (int i = 0; i < n && index >= 0 && !self->tree->full; i++)
    walk_object (self, g_mime_multipart_get_part (multipart, i), index, self->message.len, &frame);
  if (index >= 0 && !self->tree->full && has_gaps (multipart))
    add_gaps (self, index, start, &frame);
}

static void
walk_message (Walk *self, GMimeMessage *message, int parent, MspMailHeaders *headers, const Frame *frame)
{
  MspTree *tree = self->tree;
  GMimeObject *body = g_mime_message_get_mime_part (message);
  guint first = tree->fields->len;
  gsize start = self->message.len;

  collect_fields (tree, self->message, g_mime_object_get_header_list (GMIME_OBJECT (message)), &start);
  if (body != NULL)
    collect_fields (tree, self->message, g_mime_object_get_header_list (body), &start);
  if (parent < 0)
    {
      tree->no_headers = tree->fields->len == first;
      tree->header_size = tree->no_headers ? 0 : msp_lines_skip_header (self->message, start);
    }
  msp_residue_cover_header (&self->residue, start);
  msp_tree_read_headers (tree, headers, &g_array_index (tree->fields, MspField, first), tree->fields->len - first);
  g_array_set_size (tree->fields, first);
  if (body != NULL)
    walk_object (self, body, parent, start, frame);
}

static void
walk_message_part (Walk *self, GMimeMessage *message, const MspEntity *entity, int parent, const Frame *frame)
{
  int index = msp_tree_add_container (self->tree, parent, entity, MSP_PART_MESSAGE);
  MspMailHeaders *headers;

  if (index < 0)
    return;
  headers = msp_arena_alloc (self->tree->arena, sizeof *headers);
  walk_message (self, message, index, headers, frame);
  msp_tree_get (self->tree, index)->headers = headers;
}

/* The message that GMime found in object, unless it took encoded bytes for one. */
static GMimeMessage *
get_message (GMimeObject *object, const MspEntity *entity)
{
  if (!GMIME_IS_MESSAGE_PART (object) || msp_entity_get_encoding (entity) != MSP_ENCODING_IDENTITY)
    return NULL;
  return g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));
}

/* TRUE if object may end as a leaf though GMime read no body for it. The search is dear, so it is not done for all. */
static gboolean
needs_body (const Walk *self, GMimeObject *object, const MspEntity *entity, int parent)
{
  guint depth = parent < 0 ? 0 : msp_tree_get (self->tree, parent)->depth + 1;

  if (GMIME_IS_PART (object))
    return FALSE;
  return depth + 1 >= self->tree->limits->depth
         || (GMIME_IS_MULTIPART (object) ? g_mime_multipart_get_count (GMIME_MULTIPART (object)) == 0
             : get_message (object, entity) == NULL);
}

/* Where the empty line is missing, the body begins with the first line that is no field, whatever GMime takes it for. Not so where
   such a line would spoil what is encoded behind it. */
static void
extend_body (Walk *self, MspEntity *entity, gsize start, const Frame *frame)
{
  gsize at = start < self->message.len ? msp_residue_cover_header (&self->residue, start) : start, next, end;
  MspEncoding encoding = msp_entity_get_encoding (entity);
  gboolean is_text = g_str_has_prefix (msp_entity_get_type (entity), "text/");
  MspSpan line = msp_lines_get (self->message, at, &next);

  if (at >= msp_lines_skip_header (self->message, start)
      || (msp_span_has_prefix (line, "--") && is_boundary (line, frame)))
    return;
  if (is_blank (entity->body))
    {
      entity->body = find_body (self, start, frame);
      end = (gsize) (entity->body.data - self->message.data);
      if (entity->body.len == 0 && end < self->message.len)
        entity->body.data = self->message.data + msp_lines_before (self->message, end);
    }
  else if (!is_text || (encoding != MSP_ENCODING_IDENTITY && encoding != MSP_ENCODING_QUOTED_PRINTABLE))
    return;
  end = (gsize) (entity->body.data + entity->body.len - self->message.data);
  entity->body = msp_span_slice (self->message, at, MAX (at, end));
}

static void
walk_object (Walk *self, GMimeObject *object, int parent, gsize start, const Frame *frame)
{
  MspEntity entity;
  GMimeMessage *message;

  read_entity (self, object, &entity, &start);
  message = get_message (object, &entity);
  if (needs_body (self, object, &entity, parent))
    entity.body = find_body (self, start, frame);
  else
    entity.body = (MspSpan) { self->message.data, 0 };
  if (GMIME_IS_PART (object))
    {
      entity.body = find_content (self, GMIME_PART (object), entity.body);
      extend_body (self, &entity, start, frame);
    }
  else if (start < self->message.len)
    msp_residue_cover_header (&self->residue, start);
  msp_residue_cover (&self->residue, entity.body);
  if (GMIME_IS_MULTIPART (object))
    walk_multipart (self, GMIME_MULTIPART (object), &entity, parent, start, frame);
  else if (message != NULL)
    walk_message_part (self, message, &entity, parent, frame);
  else
    msp_leaf_add (self->tree, parent, &entity);
}

static void
add_unread (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers)
{
  MspEntity entity = { .body = message };

  msp_tree_read_headers (tree, headers, NULL, 0);
  msp_leaf_add (tree, parent, &entity);
}

/* GMime's parser over what may be shown of message. */
static GMimeMessage *
construct (MspTree *tree, MspSpan message, gboolean *out_cut)
{
  GByteArray *shown = g_byte_array_sized_new ((guint) message.len);
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *parsed;

  msp_guard_copy (message, (gsize) tree->limits->parts * BOUNDARIES_PER_PART, shown);
  *out_cut = shown->len < message.len;
  stream = g_mime_stream_mem_new_with_byte_array (shown);
  parser = g_mime_parser_new_with_stream (stream);
  parsed = g_mime_parser_construct_message (parser, msp_value_get_options ());
  g_object_unref (parser);
  g_object_unref (stream);
  return parsed;
}

void
msp_gmime_engine_parse (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers)
{
  Walk self = { tree, message, { .message = message } };
  GMimeMessage *parsed = NULL;
  gboolean cut = FALSE;
  int first = (int) tree->parts->len;

  msp_residue_init (&self.residue, message);
  tree->irregular = TRUE;
  if (message.len > 0)
    parsed = construct (tree, message, &cut);
  if (parsed != NULL)
    walk_message (&self, parsed, parent, headers, NULL);
  else
    add_unread (tree, message, parent, headers);
  if (cut)
    msp_tree_close (tree);
  else if (parsed != NULL && !tree->full)
    msp_residue_add_parts (&self.residue, tree, parent, first);
  msp_residue_clear (&self.residue);
  g_clear_object (&parsed);
}
