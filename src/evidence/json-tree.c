/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/json-tree.h"

#include <json-c/json.h>
#include <string.h>

/* Enough for a record of 200,000 items; more is no record. */
#define MAX_NODES (1 << 21)

typedef struct {
  const char *key, *text;
  MspNode     next, first, last;
  MspNodeKind kind;
} Node;

struct _MspTree {
  struct json_tokener *tokener;
  GPtrArray           *values;   /* of the library, that nodes point into */
  GStringChunk        *texts;    /* made for nodes */
  Node                *nodes;
  guint32              n, room;
  gboolean             is_clamped;   /* a number of the value being filled in was beyond what the library holds */
};

MspJsonTree *
msp_json_tree_new (void)
{
  MspJsonTree *self = g_new0 (MspJsonTree, 1);

  /* The tokener counts the values inside the innermost container as one level more. */
  self->tokener = json_tokener_new_ex (MSP_TREE_DEPTH_MAX + 1);
  g_assert (self->tokener != NULL);
  json_tokener_set_flags (self->tokener, JSON_TOKENER_STRICT);
  self->values = g_ptr_array_new ();
  self->texts = g_string_chunk_new (256);
  self->room = 256;
  self->nodes = g_new (Node, self->room);
  msp_json_tree_clear (self);
  return self;
}

void
msp_json_tree_free (MspJsonTree *self)
{
  msp_json_tree_clear (self);
  json_tokener_free (self->tokener);
  g_ptr_array_free (self->values, TRUE);
  g_string_chunk_free (self->texts);
  g_free (self->nodes);
  g_free (self);
}

void
msp_json_tree_clear (MspJsonTree *self)
{
  for (guint i = 0; i < self->values->len; i++)
    (void) json_object_put (self->values->pdata[i]);
  g_ptr_array_set_size (self->values, 0);
  g_string_chunk_clear (self->texts);
  self->nodes[0] = (Node) { .key = "", .text = "" };
  self->n = 1;
}

/* A new last child of parent, or a root if that is 0. */
static MspNode
add_node (MspJsonTree *self, MspNode parent, const char *key)
{
  MspNode node = self->n++;
  Node *up;

  if (node >= self->room)
    self->nodes = g_renew (Node, self->nodes, self->room *= 2);
  self->nodes[node] = (Node) { .key = key, .text = "" };
  if (parent == 0)
    return node;
  up = self->nodes + parent;
  if (up->last != 0)
    self->nodes[up->last].next = node;
  else
    up->first = node;
  up->last = node;
  return node;
}

/* A NUL would end the string: it becomes U+FFFD. */
static const char *
get_string (MspJsonTree *self, struct json_object *value)
{
  const char *text = json_object_get_string (value);
  gsize len = (gsize) json_object_get_string_len (value);

  if (strlen (text) == len)
    return text;
  g_autoptr (GString) whole = g_string_new (text);
  for (gsize at = strlen (text); at < len; at += 1 + strlen (text + at + 1))
    {
      g_string_append (whole, "\357\277\275");
      g_string_append (whole, text + at + 1);
    }
  return g_string_chunk_insert (self->texts, whole->str);
}

/* The library takes the last number that it can hold for those beyond; two that differ must not become the same. */
static const char *
get_number (MspJsonTree *self, struct json_object *value)
{
  if (json_object_is_type (value, json_type_int))
    self->is_clamped |= json_object_get_uint64 (value) == UINT64_MAX || json_object_get_int64 (value) == INT64_MIN;
  return json_object_get_string (value);
}

/* Makes node what value is. The library has checked how deep it goes. */
static void
fill (MspJsonTree *self, MspNode node, struct json_object *value)
{
  MspNodeKind kind = MSP_NODE_NULL;
  const char *text = "";

  switch (json_object_get_type (value))
    {
    case json_type_null: break;
    case json_type_boolean:
      kind = json_object_get_boolean (value) ? MSP_NODE_TRUE : MSP_NODE_FALSE;
      text = kind == MSP_NODE_TRUE ? "true" : "false";
      break;
    case json_type_int:
    case json_type_double: kind = MSP_NODE_NUMBER; text = get_number (self, value); break;
    case json_type_string: kind = MSP_NODE_STRING; text = get_string (self, value); break;
    case json_type_array:
      kind = MSP_NODE_ARRAY;
      for (size_t i = 0, n = json_object_array_length (value); i < n; i++)
        fill (self, add_node (self, node, ""), json_object_array_get_idx (value, i));
      break;
    case json_type_object:
      kind = MSP_NODE_OBJECT;
      for (struct lh_entry *entry = lh_table_head (json_object_get_object (value)); entry != NULL; entry = lh_entry_next (entry))
        fill (self, add_node (self, node, lh_entry_k (entry)), (struct json_object *) lh_entry_v (entry));
      break;
    default: break;
    }
  self->nodes[node].kind = kind;
  self->nodes[node].text = text;
}

/* Every value but the first comes behind a comma or a bracket. */
static gboolean
has_too_many (const char *text, gsize len)
{
  gsize n = 0;

  if (len < MAX_NODES)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    n += text[i] == ',' || text[i] == '[' || text[i] == '{';
  return n >= MAX_NODES;
}

/* In words of our own, which are the same with every version of the library. */
static const char *
get_reason (enum json_tokener_error code)
{
  switch (code)
    {
    case json_tokener_continue:
    case json_tokener_error_parse_eof: return "it ends in the middle";
    case json_tokener_error_depth: return "it is nested too deeply";
    case json_tokener_error_parse_null:
    case json_tokener_error_parse_boolean:
    case json_tokener_error_parse_number: return "a value is none of JSON";
    case json_tokener_error_parse_object_key_name: return "a name is missing";
    case json_tokener_error_parse_object_key_sep: return "a name has no value";
    case json_tokener_error_parse_array:
    case json_tokener_error_parse_object_value_sep: return "a comma or bracket is missing";
    case json_tokener_error_parse_string: return "a string is damaged";
    default: return "a character stands where none may";
    }
}

/* Whether text begins as an object or array does. */
static gboolean
looks_right (const char *text, gsize len)
{
  gsize i = 0;

  while (i < len && strchr (" \n\r\t", text[i]) != NULL)
    i++;
  return i < len && (text[i] == '{' || text[i] == '[');
}

/* The object or array that all of text is, owned by self; NULL with *out_reason set. */
static struct json_object *
parse (MspJsonTree *self, const char *text, gsize len, const char **out_reason)
{
  gboolean is_small = len <= G_MAXINT && !has_too_many (text, len);

  if (!is_small || !looks_right (text, len))
    {
      *out_reason = is_small ? "it is no object" : "it has too many values";
      return NULL;
    }
  json_tokener_reset (self->tokener);
  struct json_object *value = json_tokener_parse_ex (self->tokener, text, (int) len);
  if (value != NULL)
    g_ptr_array_add (self->values, value);
  else
    *out_reason = get_reason (json_tokener_get_error (self->tokener));
  return value;
}

MspNode
msp_json_tree_parse (MspJsonTree *self, const char *text, gsize len, const char **out_reason)
{
  struct json_object *value = parse (self, text, len, out_reason);
  MspNode node = value != NULL ? add_node (self, 0, "") : 0;

  self->is_clamped = FALSE;
  if (node != 0)
    fill (self, node, value);
  if (self->is_clamped)
    *out_reason = "a number is too large";
  return self->is_clamped ? 0 : node;
}

gboolean
msp_json_tree_unfold (MspJsonTree *self, MspNode node)
{
  MspNodeKind kind = self->nodes[node].kind;
  const char *text = self->nodes[node].text, *reason;

  if (kind != MSP_NODE_STRING)
    return kind == MSP_NODE_ARRAY || kind == MSP_NODE_OBJECT;
  if (!looks_right (text, strlen (text)))
    return FALSE;
  struct json_object *value = parse (self, text, strlen (text), &reason);
  self->is_clamped = FALSE;
  fill (self, node, value);
  if (self->is_clamped)
    self->nodes[node] = (Node) { .key = self->nodes[node].key, .text = "", .next = self->nodes[node].next };
  return value != NULL && !self->is_clamped;
}

MspNode
msp_json_tree_add_object (MspJsonTree *self)
{
  MspNode node = add_node (self, 0, "");

  self->nodes[node].kind = MSP_NODE_OBJECT;
  return node;
}

MspNode
msp_json_tree_add_text (MspJsonTree *self, MspNode object, const char *key, const char *text)
{
  MspNode node = add_node (self, object, key);

  self->nodes[node].kind = MSP_NODE_STRING;
  self->nodes[node].text = text;
  return node;
}

MspNodeKind
msp_json_tree_get_kind (const MspJsonTree *self, MspNode node)
{
  return self->nodes[node].kind;
}

MspNode
msp_json_tree_first (const MspJsonTree *self, MspNode node)
{
  return self->nodes[node].first;
}

MspNode
msp_json_tree_next (const MspJsonTree *self, MspNode node)
{
  return self->nodes[node].next;
}

const char *
msp_json_tree_get_key (const MspJsonTree *self, MspNode node)
{
  return self->nodes[node].key;
}

void
msp_json_tree_set_key (MspJsonTree *self, MspNode node, const char *key)
{
  if (node != 0)
    self->nodes[node].key = key;
}

MspNode
msp_json_tree_get (const MspJsonTree *self, MspNode object, const char *key)
{
  if (self->nodes[object].kind != MSP_NODE_OBJECT)
    return 0;
  for (MspNode node = self->nodes[object].first; node != 0; node = self->nodes[node].next)
    if (self->nodes[node].key[0] == key[0] && strcmp (self->nodes[node].key, key) == 0)
      return node;
  return 0;
}

const char *
msp_json_tree_text (const MspJsonTree *self, MspNode node)
{
  return self->nodes[node].text;
}

const char *
msp_json_tree_get_text (const MspJsonTree *self, MspNode object, const char *key)
{
  return msp_json_tree_text (self, msp_json_tree_get (self, object, key));
}

guint64
msp_json_tree_get_count (const MspJsonTree *self, MspNode object, const char *key)
{
  const char *text = msp_json_tree_get_text (self, object, key);
  double value = g_ascii_isdigit (*text) ? g_ascii_strtod (text, NULL) : 0;

  return value >= 0 && value < 9007199254740992.0 ? (guint64) value : 0;
}

gboolean
msp_json_tree_get_flag (const MspJsonTree *self, MspNode object, const char *key)
{
  const char *text = msp_json_tree_get_text (self, object, key);

  return g_ascii_strcasecmp (text, "true") == 0 || strcmp (text, "1") == 0;
}
