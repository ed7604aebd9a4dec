/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/json-tree.h"

#include <string.h>

/* Enough for a record of 200,000 items; more is no record. */
#define MAX_NODES (1 << 21)

typedef struct {
  const char *key;
  char       *text;
  guint32     key_len, text_len;
  MspNode     next, first, last;
  MspNodeKind kind;
} Node;

struct _MspTree {
  Node   *nodes;
  guint32 n, room;
};

typedef struct {
  MspJsonTree    *tree;
  char       *at, *end;
  const char *reason;
  MspNode     open[MSP_TREE_DEPTH_MAX];
  guint       depth;
  const char *key;          /* of the value that comes */
  guint32     key_len;
} Parser;

static char empty[] = "", word_true[] = "true", word_false[] = "false";

MspJsonTree *
msp_json_tree_new (void)
{
  MspJsonTree *self = g_new0 (MspJsonTree, 1);

  self->room = 256;
  self->nodes = g_new (Node, self->room);
  msp_json_tree_clear (self);
  return self;
}

void
msp_json_tree_free (MspJsonTree *self)
{
  g_free (self->nodes);
  g_free (self);
}

void
msp_json_tree_clear (MspJsonTree *self)
{
  self->nodes[0] = (Node) { .key = empty, .text = empty };
  self->n = 1;
}

/* A new last child of parent, or a root if that is 0. */
static MspNode
add_node (MspJsonTree *self, MspNode parent, MspNodeKind kind)
{
  MspNode node = self->n++;
  Node *up;

  if (node >= self->room)
    self->nodes = g_renew (Node, self->nodes, self->room *= 2);
  self->nodes[node] = (Node) { .key = empty, .text = empty, .kind = kind };
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

static gboolean
fail (Parser *self, const char *reason)
{
  self->reason = reason;
  return FALSE;
}

static inline void
skip_blanks (Parser *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

/* Four hexadecimal digits at at; -1 if there are none. */
static gint32
get_unit (const Parser *self, const char *at)
{
  gint32 value = 0;

  if (self->end - at < 4)
    return -1;
  for (gsize i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (at[i]);
    }
  return value;
}

/* Reads what follows "\u", writes its UTF-8 to out, which is never longer than what was read. NULL if it is damaged. */
static char *
take_unit (Parser *self, char *out)
{
  gint32 c = get_unit (self, self->at), low = -1;

  if (c < 0)
    return NULL;
  self->at += 4;
  if (c >= 0xd800 && c < 0xdc00 && self->end - self->at >= 2 && self->at[0] == '\\' && self->at[1] == 'u')
    low = get_unit (self, self->at + 2);
  if (low >= 0xdc00 && low < 0xe000)
    {
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      self->at += 6;
    }
  /* A NUL would end the string. */
  if (c == 0 || (c >= 0xd800 && c < 0xe000))
    c = 0xfffd;
  return out + g_unichar_to_utf8 ((gunichar) c, out);
}

/* Reads what follows a backslash. NULL if the text ends here or is damaged. */
static char *
take_escape (Parser *self, char *out)
{
  static const char escapes[] = "b\bf\fn\nr\rt\t";
  char c;

  if (self->at >= self->end)
    return NULL;
  c = *self->at++;
  if (c == 'u')
    return take_unit (self, out);
  for (gsize i = 0; i + 1 < sizeof escapes; i += 2)
    if (escapes[i] == c)
      c = escapes[i + 1];
  *out = c;
  return out + 1;
}

static inline gboolean
is_plain (char c)
{
  return c != '"' && c != '\\';
}

/* Takes the string whose quote stands here; its end takes the place of a quote or escape that was read. */
static gboolean
take_string (Parser *self, char **out_text, guint32 *out_len)
{
  char *start = ++self->at, *out;

  while (self->at < self->end && is_plain (*self->at))
    self->at++;
  out = self->at;
  while (self->at < self->end && *self->at != '"')
    if (*self->at == '\\')
      {
        self->at++;
        out = take_escape (self, out);
        if (out == NULL)
          return fail (self, "a string has a damaged escape");
      }
    else
      *out++ = *self->at++;
  if (self->at >= self->end)
    return fail (self, "a string does not end");
  self->at++;
  *out = '\0';
  *out_text = start;
  *out_len = (guint32) (out - start);
  return TRUE;
}

static gboolean
take_word (Parser *self, Node *node)
{
  static const struct { const char *word; MspNodeKind kind; char *text; } words[] = {
    { "null", MSP_NODE_NULL, empty }, { "true", MSP_NODE_TRUE, word_true }, { "false", MSP_NODE_FALSE, word_false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize len = strlen (words[i].word);

      if ((gsize) (self->end - self->at) < len || memcmp (self->at, words[i].word, len) != 0)
        continue;
      self->at += len;
      node->kind = words[i].kind;
      node->text = words[i].text;
      node->text_len = (guint32) strlen (node->text);
      return TRUE;
    }
  return fail (self, "a value is none of JSON");
}

/* Takes a number. It moves one byte to the left, over what was read, to have room for its end. */
static gboolean
take_number (Parser *self, Node *node)
{
  char *start = self->at;
  gsize len;

  while (self->at < self->end && (g_ascii_isdigit (*self->at) || (*self->at != '\0' && strchr ("+-.eE", *self->at) != NULL)))
    self->at++;
  len = (gsize) (self->at - start);
  memmove (start - 1, start, len);
  start[len - 1] = '\0';
  node->text = start - 1;
  node->text_len = (guint32) len;
  return TRUE;
}

/* Takes the name of a member and its colon. */
static gboolean
take_key (Parser *self)
{
  char *key;

  if (self->at >= self->end || *self->at != '"')
    return fail (self, "a name is missing");
  if (!take_string (self, &key, &self->key_len))
    return FALSE;
  self->key = key;
  skip_blanks (self);
  if (self->at >= self->end || *self->at != ':')
    return fail (self, "a name has no value");
  self->at++;
  skip_blanks (self);
  return TRUE;
}

static gboolean
open_container (Parser *self, MspNode node, char bracket)
{
  self->tree->nodes[node].kind = bracket == '{' ? MSP_NODE_OBJECT : MSP_NODE_ARRAY;
  if (self->depth >= MSP_TREE_DEPTH_MAX)
    return fail (self, "it is nested too deeply");
  self->open[self->depth++] = node;
  self->at++;
  return TRUE;
}

/* Takes a value into node, or the opening bracket of one. */
static gboolean
take_value (Parser *self, MspNode node)
{
  Node *value = self->tree->nodes + node;
  char c;

  if (self->at >= self->end)
    return fail (self, "it ends in the middle");
  c = *self->at;
  if (c == '"')
    {
      value->kind = MSP_NODE_STRING;
      return take_string (self, &value->text, &value->text_len);
    }
  if (c == '{' || c == '[')
    return open_container (self, node, c);
  if (c == '-' || g_ascii_isdigit (c))
    {
      value->kind = MSP_NODE_NUMBER;
      return take_number (self, value);
    }
  return take_word (self, value);
}

static inline gboolean
is_in_object (const Parser *self)
{
  return self->tree->nodes[self->open[self->depth - 1]].kind == MSP_NODE_OBJECT;
}

/* Takes the member or element that comes here, without the children of a container. */
static gboolean
take_member (Parser *self)
{
  gboolean has_key = is_in_object (self);
  MspNode node;

  if (has_key && !take_key (self))
    return FALSE;
  if (self->tree->n >= MAX_NODES)
    return fail (self, "it has too many values");
  node = add_node (self->tree, self->open[self->depth - 1], MSP_NODE_NULL);
  if (has_key)
    {
      self->tree->nodes[node].key = self->key;
      self->tree->nodes[node].key_len = self->key_len;
    }
  return take_value (self, node);
}

/* Closes as many containers as end here. FALSE if something stands here that is neither end nor comma. */
static gboolean
take_ends (Parser *self, gboolean is_first)
{
  skip_blanks (self);
  while (self->depth > 0 && self->at < self->end && *self->at == (is_in_object (self) ? '}' : ']'))
    {
      self->at++;
      self->depth--;
      is_first = FALSE;
      skip_blanks (self);
    }
  if (self->depth == 0 || is_first)
    return TRUE;
  if (self->at >= self->end)
    return fail (self, "it ends in the middle");
  if (*self->at != ',')
    return fail (self, "a comma or bracket is missing");
  self->at++;
  skip_blanks (self);
  return TRUE;
}

/* Reads the container whose bracket stands here into node. */
static gboolean
take_container (Parser *self, MspNode node)
{
  skip_blanks (self);
  if (self->at >= self->end || (*self->at != '{' && *self->at != '['))
    return fail (self, "it is no object");
  if (!open_container (self, node, *self->at) || !take_ends (self, TRUE))
    return FALSE;
  while (self->depth > 0)
    {
      guint depth = self->depth;

      if (!take_member (self) || !take_ends (self, self->depth > depth))
        return FALSE;
    }
  return self->at >= self->end || fail (self, "something follows its end");
}

MspNode
msp_json_tree_parse (MspJsonTree *self, char *text, gsize len, const char **out_reason)
{
  Parser parser = { .tree = self, .at = text, .end = text + len };
  MspNode node = add_node (self, 0, MSP_NODE_NULL);

  if (take_container (&parser, node))
    return node;
  *out_reason = parser.reason;
  return 0;
}

gboolean
msp_json_tree_unfold (MspJsonTree *self, MspNode node)
{
  Node *string = self->nodes + node;
  Parser parser = { .tree = self, .at = string->text, .end = string->text + string->text_len };

  if (string->kind != MSP_NODE_STRING)
    return string->kind == MSP_NODE_ARRAY || string->kind == MSP_NODE_OBJECT;
  skip_blanks (&parser);
  if (parser.at >= parser.end || (*parser.at != '{' && *parser.at != '['))
    return FALSE;
  if (take_container (&parser, node))
    return TRUE;
  string = self->nodes + node;
  *string = (Node) { .key = string->key, .key_len = string->key_len, .next = string->next, .text = empty };
  return FALSE;
}

MspNode
msp_json_tree_add_object (MspJsonTree *self)
{
  return add_node (self, 0, MSP_NODE_OBJECT);
}

MspNode
msp_json_tree_add_text (MspJsonTree *self, MspNode object, const char *key, char *text, gsize len)
{
  MspNode node = add_node (self, object, MSP_NODE_STRING);

  self->nodes[node].text = text;
  self->nodes[node].text_len = (guint32) len;
  msp_json_tree_set_key (self, node, key);
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
  if (node == 0)
    return;
  self->nodes[node].key = key;
  self->nodes[node].key_len = (guint32) strlen (key);
}

MspNode
msp_json_tree_get (const MspJsonTree *self, MspNode object, const char *key)
{
  gsize len = strlen (key);

  if (self->nodes[object].kind != MSP_NODE_OBJECT)
    return 0;
  for (MspNode node = self->nodes[object].first; node != 0; node = self->nodes[node].next)
    if (self->nodes[node].key_len == len && memcmp (self->nodes[node].key, key, len) == 0)
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
