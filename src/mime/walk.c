/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/walk.h"

#include "mime/leaf.h"
#include "mime/lines.h"

/* RFC 2046, section 5.1.1 allows 70. */
#define MAX_BOUNDARY 200

typedef enum { NO_BOUNDARY, DELIMITER, CLOSE, DOUBTFUL } Boundary;

static gboolean walk_body (MspTree *tree, const MspEntity *entity, int parent);

static gboolean
is_blank (MspSpan rest)
{
  for (gsize i = 0; i < rest.len; i++)
    if (rest.data[i] != ' ' && rest.data[i] != '\t')
      return FALSE;
  return TRUE;
}

/* line begins with "--". */
static Boundary
classify (MspSpan line, MspSpan boundary)
{
  MspSpan rest = msp_span_slice (line, 2 + boundary.len, line.len);

  if (line.len < 2 + boundary.len || memcmp (line.data + 2, boundary.data, boundary.len) != 0)
    return NO_BOUNDARY;
  if (is_blank (rest))
    return DELIMITER;
  if (rest.len >= 2 && rest.data[0] == '-' && rest.data[1] == '-' && is_blank (msp_span_slice (rest, 2, rest.len)))
    return CLOSE;
  return DOUBTFUL;
}

/* The next boundary line from *at on, which moves to its start; *next is the line behind it. */
static Boundary
find_boundary (MspSpan body, MspSpan boundary, gsize *at, gsize *next)
{
  gsize from = *at;

  while ((from = msp_lines_find (body, from, '-', '-')) < body.len)
    {
      MspSpan line = msp_lines_get (body, from, next);
      Boundary found = classify (line, boundary);

      if (found != NO_BOUNDARY)
        {
          *at = from;
          return found;
        }
      from = *next;
    }
  return NO_BOUNDARY;
}

/* Mixed line ends around a boundary leave it open which bytes belong to it. The end of its own line may be outside body, where an
   outer boundary follows. */
static gboolean
has_same_end (const MspTree *tree, MspSpan body, gsize at, gsize next)
{
  const char *stop = body.data + next;
  gboolean before = at >= 2 && body.data[at - 2] == '\r', behind;

  if (stop[-1] == '\n')
    behind = next >= 2 && stop[-2] == '\r';
  else
    behind = stop < tree->end && *stop == '\r';
  return at == 0 || before == behind;
}

/* One part, header block and body. */
static gboolean
walk_part (MspTree *tree, MspSpan part, int parent)
{
  GArray *fields = tree->fields;
  guint first = fields->len;
  MspEntity entity;
  gsize body;
  gboolean regular = msp_field_split (part, fields, &body);

  if (regular)
    msp_entity_read (&entity, tree->arena, &g_array_index (fields, MspField, first), fields->len - first, tree->simple);
  g_array_set_size (fields, first);
  if (!regular)
    return FALSE;
  entity.body = msp_span_slice (part, body, part.len);
  if (entity.type.head == NULL && strcmp (msp_tree_get (tree, parent)->type, "multipart/digest") == 0)
    entity.type.head = "message/rfc822";
  return walk_body (tree, &entity, parent);
}

static gboolean
walk_multipart (MspTree *tree, const MspEntity *entity, int parent)
{
  MspSpan boundary = msp_span_from_string (msp_params_get (&entity->type, "boundary")), body = entity->body;
  gsize at = 0, next = 0;
  MspSpan preamble;
  int index;

  if (boundary.len == 0 || boundary.len > MAX_BOUNDARY || !entity->plain_type
      || find_boundary (body, boundary, &at, &next) != DELIMITER || !has_same_end (tree, body, at, next))
    return FALSE;
  preamble = msp_span_slice (body, 0, at);
  index = msp_tree_add_container (tree, parent, entity, MSP_PART_MULTIPART);
  while (index >= 0 && !tree->full)
    {
      gsize start = next, end;
      Boundary found;

      at = start;
      found = find_boundary (body, boundary, &at, &next);
      end = msp_lines_before (body, at);
      if ((found != DELIMITER && found != CLOSE) || end < start || !has_same_end (tree, body, at, next))
        return FALSE;
      if (!walk_part (tree, msp_span_slice (body, start, end), index))
        return FALSE;
      if (found == DELIMITER)
        continue;
      msp_leaf_add_gap (tree, index, preamble);
      msp_leaf_add_gap (tree, index, msp_span_slice (body, next, body.len));
      return TRUE;
    }
  return TRUE;
}

static gboolean
walk_embedded (MspTree *tree, const MspEntity *entity, int parent)
{
  int index = msp_tree_add_container (tree, parent, entity, MSP_PART_MESSAGE);
  MspMailHeaders *headers;

  if (index < 0)
    return TRUE;
  headers = msp_arena_alloc (tree->arena, sizeof *headers);
  msp_tree_get (tree, index)->headers = headers;
  return msp_walk_message (tree, entity->body, index, headers);
}

static gboolean
walk_body (MspTree *tree, const MspEntity *entity, int parent)
{
  if (entity->repeated)
    return FALSE;
  if (msp_entity_is_multipart (entity))
    return walk_multipart (tree, entity, parent);
  if (msp_entity_is_message (entity) && msp_entity_get_encoding (entity) == MSP_ENCODING_IDENTITY)
    return walk_embedded (tree, entity, parent);
  msp_leaf_add (tree, parent, entity);
  return TRUE;
}

gboolean
msp_walk_message (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers)
{
  GArray *fields = tree->fields;
  guint first = fields->len;
  MspEntity entity;
  gsize body;
  /* A body that begins behind no more than an empty line has no header. */
  gboolean regular = msp_field_split (message, fields, &body) && body > strlen ("\r\n");

  if (regular)
    {
      const MspField *items = &g_array_index (fields, MspField, first);

      msp_tree_read_headers (tree, headers, items, fields->len - first);
      msp_entity_read (&entity, tree->arena, items, fields->len - first, tree->simple);
    }
  g_array_set_size (fields, first);
  if (!regular)
    return FALSE;
  if (parent < 0)
    tree->header_size = body;
  entity.body = msp_span_slice (message, body, message.len);
  return walk_body (tree, &entity, parent);
}

void
msp_walk_find_gaps (MspSpan body, const char *boundary, MspSpan *out_preamble, MspSpan *out_epilogue)
{
  MspSpan name = msp_span_from_string (boundary);
  gsize at = 0, next = 0;
  Boundary found = find_boundary (body, name, &at, &next);

  *out_preamble = *out_epilogue = (MspSpan) { body.data, 0 };
  if (found == NO_BOUNDARY)
    return;
  *out_preamble = msp_span_slice (body, 0, at);
  while (found == DELIMITER || found == DOUBTFUL)
    {
      at = next;
      found = find_boundary (body, name, &at, &next);
    }
  if (found == CLOSE)
    *out_epilogue = msp_span_slice (body, next, body.len);
}
