/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads archives and compressed files through libarchive: entries are streams, nothing is ever written to the file system,
   names are data. */

#include <glib.h>

#include "base/limits.h"
#include "base/stream.h"
#include "format/archive-entry.h"
#include "format/archive-error.h"
#include "format/archive-kind.h"

typedef struct _MspArchive MspArchive;

/* Opens stream, which is of this kind. name is that of the file: a compressed one holds a single entry with the name less the
   extension. Borrows stream and limits. Fails with LIMIT if it must be held in memory and is longer than limits->message_bytes.
   What archives inside this one unpack counts against its expanded_ratio too. */
MspArchive *msp_archive_open (MspStream *stream, const MspArchiveKind *kind, const char *name, const MspLimits *limits,
                              GError **error);

/* Directories are passed over. FALSE with error: the rest cannot be read. */
gboolean    msp_archive_next (MspArchive *self, MspArchiveEntry *out_entry, gboolean *out_end, GError **error);

/* "zip", "gz", "tar.gz" …; the last is known once an entry was read. */
const char *msp_archive_get_kind (const MspArchive *self);
void        msp_archive_free (MspArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspArchive, msp_archive_free)
