/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The JSON (RFC 8259) of one record as a tree of nodes, read by json-c. Strict, other than format/json.h, since a damaged record must be
   rejected and not half read. Names keep their order; of two of one name the last holds, at the place of the first. Numbers keep their text,
   whole ones that take more than 64 bits are refused; half of a surrogate pair and NUL become U+FFFD. */

#include <glib.h>

/* How deep arrays and objects may stand in one another. */
#define MSP_TREE_DEPTH_MAX 64

typedef enum {
  MSP_NODE_NULL, MSP_NODE_FALSE, MSP_NODE_TRUE, MSP_NODE_NUMBER, MSP_NODE_STRING, MSP_NODE_ARRAY, MSP_NODE_OBJECT,
} MspNodeKind;

typedef struct _MspTree MspJsonTree;

/* A node of a tree; 0 is the node that stands for all that is missing: null, without children. */
typedef guint32 MspNode;

MspJsonTree    *msp_json_tree_new        (void);
void        msp_json_tree_free       (MspJsonTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspJsonTree, msp_json_tree_free)

/* Forgets all nodes. */
void        msp_json_tree_clear      (MspJsonTree *self);

/* The object or array that all of text is, as another root; 0 with *out_reason set, static, if it is none. text must be valid
   UTF-8 without NUL, see msp_tidy_text. Nothing at text + len is touched. */
MspNode     msp_json_tree_parse      (MspJsonTree *self, const char *text, gsize len, const char **out_reason);

/* Makes of a string that holds an object or array this object or array ("Folders":"[{…}]"). FALSE if it is none of the three; a
   string that begins as one and is damaged becomes null then. */
gboolean    msp_json_tree_unfold     (MspJsonTree *self, MspNode node);

/* An object without members, and a member of it: key and text are borrowed. */
MspNode     msp_json_tree_add_object (MspJsonTree *self);
MspNode     msp_json_tree_add_text   (MspJsonTree *self, MspNode object, const char *key, const char *text);

MspNodeKind msp_json_tree_get_kind   (const MspJsonTree *self, MspNode node);

/* First child and next sibling, 0 if there is none. */
MspNode     msp_json_tree_first      (const MspJsonTree *self, MspNode node);
MspNode     msp_json_tree_next       (const MspJsonTree *self, MspNode node);

/* The name of a member of an object. */
const char *msp_json_tree_get_key    (const MspJsonTree *self, MspNode node);
void        msp_json_tree_set_key    (MspJsonTree *self, MspNode node, const char *key);

/* The member of that name, which is case-sensitive; 0 if object has none or is no object. */
MspNode     msp_json_tree_get        (const MspJsonTree *self, MspNode object, const char *key);

/* A string or number as it stands, "true" and "false"; "" for null, arrays and objects. */
const char *msp_json_tree_text       (const MspJsonTree *self, MspNode node);
const char *msp_json_tree_get_text   (const MspJsonTree *self, MspNode object, const char *key);

/* A count, whether written as 50, "50", 1156492.00 or 5e1; 0 if there is none. */
guint64     msp_json_tree_get_count  (const MspJsonTree *self, MspNode object, const char *key);

/* true, "True", "true", 1, "1". */
gboolean    msp_json_tree_get_flag   (const MspJsonTree *self, MspNode object, const char *key);
