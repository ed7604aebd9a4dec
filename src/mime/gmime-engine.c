/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/gmime-engine.h"

#include "mime/headers.h"
#include "mime/leaf.h"
#include "mime/lines.h"
#include "mime/value.h"
#include "mime/walk.h"

/* GMime reads all address fields of a message anew for each one it adds, so their number must be bounded. */
#define MAX_ADDRESS_FIELDS 4000

typedef struct _Frame {
  const struct _Frame *outer;
  const char          *boundary;
} Frame;

typedef struct {
  MspTree *tree;
  MspSpan  message;
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

/* The body of what has its header block at start, up to the next boundary of an outer multipart. */
static MspSpan
find_body (const Walk *self, gsize start, const Frame *frame)
{
  gsize from = msp_lines_skip_header (self->message, start), at = from, next;

  while ((at = msp_lines_find (self->message, at, '-', '-')) < self->message.len)
    {
      if (is_boundary (msp_lines_get (self->message, at, &next), frame))
        return msp_span_slice (self->message, from, MAX (from, msp_lines_before (self->message, at)));
      at = next;
    }
  return msp_span_slice (self->message, from, self->message.len);
}

/* Adds the fields of list to the tree's room for them; the least offset goes to start. */
static void
collect_fields (MspTree *tree, GMimeHeaderList *list, gsize *start)
{
  int n = list != NULL ? g_mime_header_list_get_count (list) : 0;

  for (int i = 0; i < n; i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, i);
      const char *name = g_mime_header_get_name (header), *value = g_mime_header_get_raw_value (header);
      gint64 offset = g_mime_header_get_offset (header);
      MspField field = { .name = msp_span_from_string (name), .value = msp_span_from_string (value) };

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

  collect_fields (tree, g_mime_object_get_header_list (object), start);
  msp_entity_read (entity, tree->arena, &g_array_index (tree->fields, MspField, first), tree->fields->len - first, tree->simple);
  g_array_set_size (tree->fields, first);
  if (type != NULL && (entity->repeated || GMIME_IS_MULTIPART (object) || GMIME_IS_MESSAGE_PART (object)))
    msp_params_take_type (&entity->type, tree->arena, type);
}

static MspSpan
find_content (const Walk *self, GMimePart *part, MspSpan otherwise)
{
  GMimeDataWrapper *wrapper = g_mime_part_get_content (part);
  GMimeStream *stream = wrapper != NULL ? g_mime_data_wrapper_get_stream (wrapper) : NULL;

  if (stream == NULL || stream->bound_start < 0 || stream->bound_end < stream->bound_start)
    return otherwise;
  return msp_span_slice (self->message, (gsize) stream->bound_start, (gsize) stream->bound_end);
}

static gboolean
has_gaps (GMimeMultipart *multipart)
{
  const char *preamble = g_mime_multipart_get_prologue (multipart), *epilogue = g_mime_multipart_get_epilogue (multipart);

  return (preamble != NULL && msp_leaf_is_gap (msp_span_from_string (preamble)))
         || (epilogue != NULL && msp_leaf_is_gap (msp_span_from_string (epilogue)));
}

static void
add_gaps (Walk *self, int index, gsize start, const Frame *frame)
{
  MspSpan preamble, epilogue;

  if (frame->boundary == NULL)
    return;
  msp_walk_find_gaps (find_body (self, start, frame->outer), frame->boundary, &preamble, &epilogue);
  msp_leaf_add_gap (self->tree, index, preamble);
  msp_leaf_add_gap (self->tree, index, epilogue);
}

static void
walk_multipart (Walk *self, GMimeMultipart *multipart, const MspEntity *entity, int parent, gsize start, const Frame *outer)
{
  int n = g_mime_multipart_get_count (multipart), index;
  Frame frame = { outer, msp_params_get (&entity->type, "boundary") };
  MspEntity plain = *entity;

  if (n == 0)
    {
      plain.type.head = NULL;
      msp_leaf_add (self->tree, parent, &plain);
      return;
    }
  index = msp_tree_add_container (self->tree, parent, entity, MSP_PART_MULTIPART);
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

  collect_fields (tree, g_mime_object_get_header_list (GMIME_OBJECT (message)), &start);
  if (body != NULL)
    collect_fields (tree, g_mime_object_get_header_list (body), &start);
  if (parent < 0)
    {
      tree->no_headers = tree->fields->len == first;
      tree->header_size = tree->no_headers ? 0 : msp_lines_skip_header (self->message, start);
    }
  msp_headers_read (headers, tree->arena, &g_array_index (tree->fields, MspField, first), tree->fields->len - first, tree->simple);
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

/* TRUE if object may end as a leaf though GMime read no body for it. Searching for the body is dear, so it is not done for all. */
static gboolean
needs_body (const Walk *self, GMimeObject *object, int parent)
{
  guint depth = parent < 0 ? 0 : msp_tree_get (self->tree, parent)->depth + 1;

  if (GMIME_IS_PART (object))
    return FALSE;
  return depth + 1 >= self->tree->limits->depth
         || (GMIME_IS_MULTIPART (object) ? g_mime_multipart_get_count (GMIME_MULTIPART (object)) == 0
             : !GMIME_IS_MESSAGE_PART (object) || g_mime_message_part_get_message (GMIME_MESSAGE_PART (object)) == NULL);
}

static void
walk_object (Walk *self, GMimeObject *object, int parent, gsize start, const Frame *frame)
{
  MspEntity entity;

  read_entity (self, object, &entity, &start);
  if (needs_body (self, object, parent))
    entity.body = find_body (self, start, frame);
  else
    entity.body = (MspSpan) { self->message.data, 0 };
  if (GMIME_IS_MULTIPART (object))
    {
      walk_multipart (self, GMIME_MULTIPART (object), &entity, parent, start, frame);
      return;
    }
  if (GMIME_IS_MESSAGE_PART (object) && g_mime_message_part_get_message (GMIME_MESSAGE_PART (object)) != NULL)
    {
      walk_message_part (self, g_mime_message_part_get_message (GMIME_MESSAGE_PART (object)), &entity, parent, frame);
      return;
    }
  if (GMIME_IS_PART (object))
    entity.body = find_content (self, GMIME_PART (object), entity.body);
  msp_leaf_add (self->tree, parent, &entity);
}

static gboolean
looks_like_address_field (MspSpan line)
{
  static const char *const starts[] = { "to", "cc", "bcc", "from", "reply-to", "sender" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      gsize n = strlen (starts[i]);

      if (!msp_span_has_prefix_nocase (line, starts[i]))
        continue;
      while (n < line.len && (line.data[n] == ' ' || line.data[n] == '\t'))
        n++;
      return n < line.len && line.data[n] == ':';
    }
  return FALSE;
}

/* FALSE if there are more address fields, or more colons in one (groups in groups), than GMime can be asked to read. */
static gboolean
is_bearable (MspSpan message)
{
  guint n = 0, colons = 0;
  gboolean inside = FALSE;

  for (gsize at = 0; at < message.len && n <= MAX_ADDRESS_FIELDS && colons <= MSP_VALUE_MAX_COLONS;)
    {
      MspSpan line = msp_lines_get (message, at, &at);

      if (line.len > 0 && (line.data[0] == ' ' || line.data[0] == '\t'))
        ;
      else if ((inside = looks_like_address_field (line)))
        {
          n++;
          colons = 0;
        }
      for (gsize i = 0; inside && i < line.len; i++)
        colons += line.data[i] == ':';
    }
  return n <= MAX_ADDRESS_FIELDS && colons <= MSP_VALUE_MAX_COLONS;
}

static void
add_unread (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers)
{
  MspEntity entity = { .body = message };

  msp_headers_read (headers, tree->arena, NULL, 0, TRUE);
  msp_leaf_add (tree, parent, &entity);
}

void
msp_gmime_engine_parse (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers)
{
  GByteArray bytes = { (guint8 *) message.data, (guint) message.len };
  Walk self = { tree, message };
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *parsed;

  tree->irregular = TRUE;
  if (message.len == 0 || !is_bearable (message))
    {
      if (message.len > 0)
        msp_tree_note (tree, MSP_REASON_LIMIT, "more address fields or groups than any mail needs");
      add_unread (tree, message, parent, headers);
      return;
    }
  stream = g_mime_stream_mem_new_with_byte_array (&bytes);
  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  parser = g_mime_parser_new_with_stream (stream);
  parsed = g_mime_parser_construct_message (parser, msp_value_get_options ());
  if (parsed != NULL)
    walk_message (&self, parsed, parent, headers, NULL);
  else
    add_unread (tree, message, parent, headers);
  g_clear_object (&parsed);
  g_object_unref (parser);
  g_object_unref (stream);
}
