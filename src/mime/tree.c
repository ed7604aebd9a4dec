/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/tree.h"

#include "mime/headers.h"

typedef struct {
  const char *prefix;      /* of the sections of its children, "" for the mail */
  guint       n_children;
  gboolean    has_leaf;
} Node;

static Node *
get_node (MspTree *self, int index)
{
  return &g_array_index (self->nodes, Node, index + 1);
}

void
msp_tree_init (MspTree *self, MspArena *arena, const MspLimits *limits, MspTreeParse parse)
{
  *self = (MspTree) { .arena = arena, .limits = limits, .parse = parse };
  self->parts = g_array_new (FALSE, TRUE, sizeof (MspMailPart));
  self->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  self->fields = g_array_sized_new (FALSE, FALSE, sizeof (MspField), 64);
  self->buffers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
}

void
msp_tree_reset (MspTree *self, MspSpan mail)
{
  g_array_set_size (self->parts, 0);
  g_array_set_size (self->nodes, 0);
  g_array_set_size (self->nodes, 1);
  g_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->buffers, 0);
  get_node (self, -1)->prefix = "";
  self->mail = mail;
  self->encoded = self->decoded = 1;
  self->work = 0;
  self->guesses = 0;
  self->header_size = self->accounted = 0;
  self->full = self->irregular = self->no_headers = FALSE;
  self->reason = MSP_REASON_NONE;
  self->detail = NULL;
}

void
msp_tree_clear (MspTree *self)
{
  g_array_unref (self->parts);
  g_array_unref (self->nodes);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->buffers);
}

MspTreeMark
msp_tree_get_mark (MspTree *self, int parent)
{
  return (MspTreeMark) {
    self->parts->len, self->accounted, self->full, get_node (self, parent)->n_children, self->reason, self->detail,
  };
}

void
msp_tree_rewind (MspTree *self, int parent, const MspTreeMark *mark)
{
  g_array_set_size (self->parts, mark->n_parts);
  g_array_set_size (self->nodes, mark->n_parts + 1);
  self->accounted = mark->accounted;
  self->full = mark->full;
  self->reason = mark->reason;
  self->detail = mark->detail;
  get_node (self, parent)->n_children = mark->parent_children;
}

void
msp_tree_note (MspTree *self, MspReason reason, const char *detail)
{
  if (self->reason != MSP_REASON_NONE)
    return;
  self->reason = reason;
  self->detail = detail;
}

void
msp_tree_read_headers (MspTree *self, MspMailHeaders *headers, const MspField *fields, gsize n)
{
  if (!msp_headers_read (headers, self->arena, fields, n, self->simple, &self->work))
    msp_tree_note (self, MSP_REASON_LIMIT, "fields are repeated more often than any mail needs");
}

MspMailPart *
msp_tree_get (MspTree *self, int index)
{
  return &g_array_index (self->parts, MspMailPart, index);
}

/* TRUE if another leaf of the same multipart/alternative came before. */
static gboolean
mark_alternatives (MspTree *self, int parent)
{
  gboolean found = FALSE;

  for (int i = parent; i >= 0; i = msp_tree_get (self, i)->parent)
    {
      Node *node = get_node (self, i);

      if (strcmp (msp_tree_get (self, i)->type, "multipart/alternative") != 0)
        continue;
      found = found || node->has_leaf;
      node->has_leaf = TRUE;
    }
  return found;
}

static const char *
join_section (MspArena *arena, const char *prefix, guint n)
{
  char room[16], *section, *digits = room + sizeof room;
  gsize prefix_len = strlen (prefix), len = 0;

  do
    *--digits = (char) ('0' + n % 10);
  while (len++, (n /= 10) > 0);

  if (prefix_len == 0)
    return msp_arena_copy (arena, msp_span_new (digits, len));
  section = msp_arena_alloc (arena, prefix_len + len + 2);
  memcpy (section, prefix, prefix_len);
  section[prefix_len] = '.';
  memcpy (section + prefix_len + 1, digits, len);
  return section;
}

/* IMAP sections (RFC 3501, section 6.4.5). A multipart that is the whole body of a message has none there; here it is "0". */
static const char *
number (MspTree *self, int parent, MspPartRole role, const char **out_prefix)
{
  Node *node = get_node (self, parent);
  gboolean whole = role == MSP_PART_MULTIPART && (parent < 0 || msp_tree_get (self, parent)->role == MSP_PART_MESSAGE);
  const char *section;

  if (!whole)
    node->n_children++;
  section = join_section (self->arena, node->prefix, whole ? 0 : node->n_children);
  *out_prefix = whole ? node->prefix : section;
  return section;
}

static int
add (MspTree *self, int parent, const MspEntity *entity, MspPartRole role)
{
  MspMailPart part = { .parent = parent, .role = role };
  Node node = { NULL };
  const char *format = msp_params_get (&entity->type, "format"), *delsp = msp_params_get (&entity->type, "delsp");

  part.section = number (self, parent, role, &node.prefix);
  part.depth = parent < 0 ? 0 : msp_tree_get (self, parent)->depth + 1;
  part.type = msp_entity_get_type (entity);
  part.charset = msp_params_get (&entity->type, "charset");
  part.filename = msp_entity_get_filename (entity);
  part.disposition = entity->disposition.head;
  part.encoding = msp_entity_get_encoding (entity);
  part.flowed = format != NULL && g_ascii_strcasecmp (format, "flowed") == 0;
  part.delsp = part.flowed && delsp != NULL && g_ascii_strcasecmp (delsp, "yes") == 0;
  part.protocol = msp_params_get (&entity->type, role == MSP_PART_EXTERNAL ? "access-type" : "protocol");
  if (part.protocol == NULL)
    part.protocol = msp_params_get (&entity->type, "smime-type");
  part.fate = MSP_FATE_READ;
  if (entity->type.cut || entity->disposition.cut)
    msp_tree_note (self, MSP_REASON_LIMIT, "more parameters of a type or disposition than any mail needs");
  g_array_append_val (self->parts, part);
  g_array_append_val (self->nodes, node);
  return (int) self->parts->len - 1;
}

static void
set_partial (MspTree *self, int index, const char *detail)
{
  MspMailPart *part = msp_tree_get (self, index);

  part->fate = MSP_FATE_PARTIAL;
  part->reason = MSP_REASON_LIMIT;
  part->detail = detail;
  msp_tree_note (self, MSP_REASON_LIMIT, detail);
}

static gboolean
is_in_mail (const MspTree *self, MspSpan span)
{
  return span.data >= self->mail.data && span.data <= self->mail.data + self->mail.len;
}

/* Bytes of what is parsed now to bytes of the mail that they take. */
static guint64
scale (const MspTree *self, guint64 len)
{
  return self->decoded == self->encoded ? len : len * self->encoded / MAX (self->decoded, 1);
}

static void
account (MspTree *self, MspSpan body)
{
  if (is_in_mail (self, body))
    self->accounted = MAX (self->accounted, (gsize) (body.data + body.len - self->mail.data));
}

static void
set_body (MspTree *self, int index, MspSpan body)
{
  MspMailPart *part = msp_tree_get (self, index);

  part->raw = body;
  part->raw_size = scale (self, body.len);
  account (self, body);
}

/* The last part that the limit allows stands for all that is left. */
void
msp_tree_close (MspTree *self)
{
  MspEntity entity = { .type = { .head = "application/octet-stream" } };
  int parent = self->parts->len > 0 && msp_tree_get (self, 0)->role == MSP_PART_MULTIPART ? 0 : -1, index;

  if (self->full)
    return;
  index = add (self, parent, &entity, MSP_PART_ATTACHMENT);
  self->full = TRUE;
  self->encoded = self->decoded = 1;
  set_body (self, index, msp_span_slice (self->mail, MAX (self->accounted, self->header_size), self->mail.len));
  set_partial (self, index, "the message has more parts than the limit allows");
}

static gboolean
has_room (MspTree *self)
{
  if (self->parts->len + 1 >= self->limits->parts)
    msp_tree_close (self);
  return !self->full;
}

int
msp_tree_add_leaf (MspTree *self, int parent, const MspEntity *entity, MspPartRole role)
{
  int index;

  if (!has_room (self))
    return -1;
  index = add (self, parent, entity, role);
  msp_tree_get (self, index)->alternative = mark_alternatives (self, parent);
  set_body (self, index, entity->body);
  return index;
}

int
msp_tree_add_container (MspTree *self, int parent, const MspEntity *entity, MspPartRole role)
{
  guint depth = parent < 0 ? 0 : msp_tree_get (self, parent)->depth + 1;
  int index;

  if (!has_room (self))
    return -1;
  if (depth + 1 < self->limits->depth)
    return add (self, parent, entity, role);
  index = msp_tree_add_leaf (self, parent, entity, MSP_PART_ATTACHMENT);
  if (index >= 0)
    set_partial (self, index, "parts are nested deeper than the limit allows");
  return -1;
}

void
msp_tree_set_size (MspTree *self, int index, gsize len)
{
  msp_tree_get (self, index)->raw_size = scale (self, len);
}

MspTreeScale
msp_tree_enter (MspTree *self, MspSpan encoded, GByteArray *bytes)
{
  MspTreeScale outer = { self->encoded, self->decoded };

  g_ptr_array_add (self->buffers, bytes);
  account (self, encoded);
  self->encoded = scale (self, encoded.len);
  self->decoded = bytes->len;
  return outer;
}

void
msp_tree_leave (MspTree *self, MspTreeScale outer)
{
  self->encoded = outer.encoded;
  self->decoded = outer.decoded;
}

MspMailHeaders *
msp_tree_parse_other (MspTree *self, int parent, MspSpan encoded, GByteArray *bytes)
{
  MspMailHeaders *headers = msp_arena_alloc (self->arena, sizeof *headers);
  MspTreeScale outer = msp_tree_enter (self, encoded, bytes);

  self->parse (self, msp_span_new ((const char *) bytes->data, bytes->len), parent, headers);
  msp_tree_leave (self, outer);
  return headers;
}

void
msp_tree_parse_decoded (MspTree *self, int index, MspSpan encoded, GByteArray *bytes)
{
  const MspMailHeaders *headers = msp_tree_parse_other (self, index, encoded, bytes);

  msp_tree_get (self, index)->headers = headers;
}
