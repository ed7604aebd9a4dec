/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* libarchive, with its ways smoothed: one entry after another and the bytes of each. Knows no limits but the number of
   entries. */

#include "format/archive-data.h"
#include "format/archive-entry.h"
#include "format/archive-input.h"
#include "format/archive-kind.h"

typedef struct {
  const MspForeign     *lib;
  struct archive       *archive;
  MspArchiveInput       input;
  MspArchiveData        data;    /* of the current entry */
  const MspArchiveKind *kind;
  gboolean              is_lost; /* behind a damaged header, before the next good one */
  gboolean              has_next;
  int                   next_code;
  struct archive_entry *next;    /* borrowed; with has_next, a header that was read and not yet given out */
} MspArchiveLibrary;

/* Fails with LIMIT if stream must be held in memory and is longer than memory_max. Errors are of MSP_ARCHIVE_ERROR, here and
   below. */
gboolean msp_archive_library_open  (MspArchiveLibrary *self, MspStream *stream, const MspArchiveKind *kind, gsize memory_max,
                                    GError **error);

/* The next entry that is no directory: without stream, name as stored or NULL in a compressed file. *out_read is how many entries
   it took; LIMIT if those would be more than n_max. */
gboolean msp_archive_library_next  (MspArchiveLibrary *self, guint n_max, guint *out_read, MspArchiveEntry *out_entry,
                                    gboolean *out_end, GError **error);

/* Bytes of the entry, up to len; 0 at its end, -1 on error. */
gssize   msp_archive_library_read  (MspArchiveLibrary *self, void *buf, gsize len, GError **error);
void     msp_archive_library_clear (MspArchiveLibrary *self);
