/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a web server delivered of the archive's own files. A transfer is of a file if the last name of its path is the file's. The bytes
   that left tell which messages: all of them, those up to a byte, or a range that the log does not name. */

#include <glib.h>

#include "access/actors.h"
#include "access/index.h"

typedef enum {
  MSP_WEB_NOT,          /* no record of a transfer */
  MSP_WEB_WHOLE,
  MSP_WEB_PREFIX,       /* the first bytes */
  MSP_WEB_RANGE,        /* some bytes: a range request, or compressed on the way */
} MspWebKind;

typedef struct {
  guint32    trace;
  MspWebKind kind;
  guint64    bytes;
  gboolean   comes_twice;   /* another transfer of the file has as many bytes */
  guint8     class;     /* hostile or unknown */
} MspWebTransfer;

typedef struct {
  GHashTable *files;    /* GArray of MspWebTransfer by last name */
} MspWeb;

MspWeb       *msp_web_new  (const MspTrail *trail, const MspActors *actors);

/* Transfers of the input file that locator begins with, in order, or NULL. */
const GArray *msp_web_find (const MspWeb *self, const char *locator);

/* What transfer delivered of a file of size bytes, G_MAXUINT64 if that is not known. */
MspWebKind    msp_web_judge (const MspWebTransfer *transfer, guint64 size);
void          msp_web_free (MspWeb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspWeb, msp_web_free)
