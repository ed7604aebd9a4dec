/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads OLE compound files ([MS-CFB]): storages and streams inside one file, as Outlook's .msg and old Office documents have
   them. Of a damaged file everything that can be reached is given. */

#include <glib.h>

#include "base/span.h"

#define MSP_OLE_ERROR (msp_ole_error_quark ())
typedef enum {
  MSP_OLE_ERROR_CORRUPT,
} MspOleError;
GQuark msp_ole_error_quark (void);

/* The entry that holds all others. */
#define MSP_OLE_ROOT 0

typedef struct _MspOle MspOle;

typedef struct {
  char    *name;         /* UTF-8; control characters at its start are kept: "\005SummaryInformation" */
  gboolean is_storage;
  guint64  size;         /* of a stream, as stated */
  guint8   clsid[16];
  GArray  *children;     /* guint: entries of a storage, in the order of the directory */
} MspOleEntry;

/* TRUE if head begins as a compound file does. */
gboolean           msp_ole_is     (MspSpan head);

/* Borrows bytes, the whole file; one that was cut is read as far as it goes. Error: the header or the directory makes no
   sense. */
MspOle            *msp_ole_open   (MspSpan bytes, GError **error);

/* Borrowed; entry comes from the functions here. */
const MspOleEntry *msp_ole_get    (const MspOle *self, guint entry);

/* Finds a child by its name, whatever its case. */
gboolean           msp_ole_find   (const MspOle *self, guint storage, const char *name, guint *out_entry);

/* The first max bytes of a stream; out_whole (may be NULL): they are all that it states to have. Never NULL, caller owns. */
GBytes            *msp_ole_read   (const MspOle *self, guint entry, gsize max, gboolean *out_whole);
void               msp_ole_free   (MspOle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspOle, msp_ole_free)
