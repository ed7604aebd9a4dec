/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Writes an OLE compound file ([MS-CFB], version 3). An object inside a message has no file of its own until it is put into
   one. */

#include <glib.h>

#include "base/span.h"

typedef struct _MspOleWriter MspOleWriter;

MspOleWriter *msp_ole_writer_new         (void);

/* Both add to storage, which is MSP_OLE_ROOT or comes from here. clsid is 16 bytes, or NULL. Bytes and name are copied; a name
   is UTF-8 of up to 31 UTF-16 units, and what is longer is cut. */
guint         msp_ole_writer_add_storage (MspOleWriter *self, guint storage, const char *name, const guint8 *clsid);
void          msp_ole_writer_add_stream  (MspOleWriter *self, guint storage, const char *name, MspSpan bytes);

/* The file, caller owns. self is used up by it but not freed. */
GBytes       *msp_ole_writer_finish      (MspOleWriter *self);
void          msp_ole_writer_free        (MspOleWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspOleWriter, msp_ole_writer_free)
