/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Outlook's mail stores ([MS-PST]): PST and OST, of Outlook 97 and later, with pages of 512 bytes and of 4 KiB, encrypted or not.
   Done by the module 'pst', src/format/pst/. A password in a store is a wish to programs, not encryption: it stops nobody. */

#include <glib.h>

#include "format/mapi.h"
#include "format/module.h"

/* Where the bytes of the store come from. */
typedef struct {
  gpointer data;
  guint64  size;
  /* All len bytes at offset; FALSE if they cannot be had. */
  gboolean (*read) (gpointer data, guint64 offset, void *buf, gsize len);
} MspPstSource;

typedef enum {
  MSP_PST_MESSAGE,
  MSP_PST_RECOVERED,       /* deleted: it was found in parts of the store that are marked free */
  MSP_PST_SETTINGS,        /* what a folder has beside messages: rules, views; to be counted only */
  MSP_PST_UNREADABLE,      /* an item or folder that the store lists and does not have */
} MspPstKind;

typedef struct {
  MspPstKind  kind;
  const char *folder;      /* UTF-8, '/' between, "" at the top; borrowed until the next call */
  guint32     id;          /* number of the node in the store; of SETTINGS and UNREADABLE how many there are */
  guint32     copy;        /* recovered: there may be several of one id */
  guint32     flags;       /* [MS-OXCMSG] 2.2.1.6 */
} MspPstItem;

typedef enum { MSP_PST_IN_RECIPIENT, MSP_PST_IN_ATTACHMENT, MSP_PST_IN_MESSAGE } MspPstPlace;

/* Takes what an item holds, in order. */
typedef struct {
  gpointer data;
  void (*open)  (gpointer data, MspPstPlace place);         /* recipient or attachment of a message, message of an attachment */
  void (*close) (gpointer data);
  void (*value) (gpointer data, const MspMapiValue *value); /* of what is open; value->value is given, all else borrowed */
  void (*file)  (gpointer data, GBytes *bytes);             /* of the attachment that is open; given */
  void (*lost)  (gpointer data);                            /* something of what is open cannot be read */
} MspPstSink;

typedef struct _MspPst MspPst;

typedef struct {
  MspModuleHead head;
  /* Copies source; NULL if it is no store, or damaged beyond reading. */
  MspPst  *(*open)         (const MspPstSource *source, guint depth);
  guint    (*get_codepage) (MspPst *self);
  /* FALSE at the end. */
  gboolean (*next)         (MspPst *self, MspPstItem *out_item);
  /* The current item, of kind MESSAGE or RECOVERED; no more than max bytes of values and files. */
  void     (*read)         (MspPst *self, gsize max, const MspPstSink *sink);
  void     (*free)         (MspPst *self);
} MspPstModule;

/* NULL where the module is not installed. */
const MspPstModule *msp_pst_get_module (void);
