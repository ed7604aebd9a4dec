/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The flat list of parts while it grows: section numbers, limits and the account of bytes. The engines say what is where, the
   tree says what becomes of it. */

#include "base/limits.h"
#include "mime/arena.h"
#include "mime/entity.h"
#include "mime/mail.h"

typedef struct _MspTree MspTree;

/* Parses a message, whose header fields it reads into headers, as child of parent (-1: the mail itself). */
typedef void (*MspTreeParse) (MspTree *self, MspSpan message, int parent, MspMailHeaders *headers);

struct _MspTree {
  MspArena        *arena;
  const MspLimits *limits;
  MspTreeParse     parse;       /* of messages inside decoded parts */
  GArray          *parts;       /* MspMailPart */
  GArray          *nodes;       /* private, one more than parts: the mail itself comes first */
  GArray          *fields;      /* MspField: room for the engines */
  GPtrArray       *buffers;     /* GByteArray: decoded parts that hold parts */
  MspSpan          mail;        /* all of it */
  const char      *end;         /* of the bytes that an engine parses now: the mail, or one of buffers */
  gsize            header_size; /* of the mail */
  gsize            accounted;   /* bytes of mail up to the end of the last leaf in it */
  guint64          encoded, decoded;   /* the bytes parsed now are decoded many that stand for encoded many of the mail */
  guint64          work;        /* of address lists, see msp_headers_read */
  guint            guesses;     /* guessed boundaries inside one another now */
  gboolean         simple;      /* plain header values may be read without GMime */
  gboolean         full;        /* no more parts: engines stop */
  gboolean         irregular, no_headers;
  MspReason        reason;
  const char      *detail;
};

typedef struct {
  guint64 encoded, decoded;
} MspTreeScale;

typedef struct {
  guint       n_parts;
  gsize       accounted;
  gboolean    full;
  guint       parent_children;
  MspReason   reason;
  const char *detail;
} MspTreeMark;

void        msp_tree_init          (MspTree *self, MspArena *arena, const MspLimits *limits, MspTreeParse parse);
void        msp_tree_reset         (MspTree *self, MspSpan mail);
void        msp_tree_clear         (MspTree *self);

/* Reads the n fields of a message into headers. */
void        msp_tree_read_headers  (MspTree *self, MspMailHeaders *headers, const MspField *fields, gsize n);

/* To take back all parts that are added below parent from here on. */
MspTreeMark msp_tree_get_mark      (MspTree *self, int parent);
void        msp_tree_rewind        (MspTree *self, int parent, const MspTreeMark *mark);

/* Adds a part that holds parts; its index, or -1 if a limit forbids it: then it has been added as a leaf, or the tree is full. */
int         msp_tree_add_container (MspTree *self, int parent, const MspEntity *entity, MspPartRole role);

/* Adds a part that holds none (but may get some later); its index, or -1 if the tree is full. Valid until the next is added. */
int         msp_tree_add_leaf      (MspTree *self, int parent, const MspEntity *entity, MspPartRole role);

MspMailPart *msp_tree_get          (MspTree *self, int index);

/* From here on spans are in bytes, which stand for encoded, until leave gets what enter returned. Takes bytes. */
MspTreeScale msp_tree_enter        (MspTree *self, MspSpan encoded, GByteArray *bytes);
void        msp_tree_leave         (MspTree *self, MspTreeScale outer);

/* Counts len bytes of what is parsed now for part index. */
void        msp_tree_set_size      (MspTree *self, int index, gsize len);

/* Parses bytes, which stand for encoded, as message below part parent. Takes bytes. */
MspMailHeaders *msp_tree_parse_other (MspTree *self, int parent, MspSpan encoded, GByteArray *bytes);

/* Parses bytes, decoded from the raw body of part index, as message below it. Takes bytes. */
void        msp_tree_parse_decoded (MspTree *self, int index, MspSpan encoded, GByteArray *bytes);

/* Ends the list with a part for all bytes of the mail that none has yet, because a limit forbids to look for more. */
void        msp_tree_close         (MspTree *self);

/* Notes that something was left out; the first reason stays. */
void        msp_tree_note          (MspTree *self, MspReason reason, const char *detail);
