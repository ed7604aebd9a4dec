/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads files of access evidence: audit exports, server logs, scan histories. Recognised by content, never by name; streamed, with
   limits: a record that cannot be understood is rejected with its line and the reason, and the file goes on. One reader a file
   of this folder, one row in readers.c. */

#include <glib.h>

#include "base/stream.h"
#include "evidence/event.h"

/* The most that one record may take; a longer one is rejected. Audit records of 6,000 items exist. */
#define MSP_EVIDENCE_RECORD_MAX (64 * 1024 * 1024)

typedef enum { MSP_DATE_ORDER_UNKNOWN, MSP_DATE_ORDER_MDY, MSP_DATE_ORDER_DMY } MspDateOrder;

typedef struct {
  gint         utc_offset;   /* seconds east of UTC of times without a zone */
  gboolean     has_utc_offset;
  guint        year;         /* of the last record of a log without years; 0: not known, such times are rejected */
  MspDateOrder date_order;   /* of 3/4/2026 */
} MspEvidenceOptions;

typedef struct {
  const char *id;            /* "purview-csv": as in evidence_census.csv */
  const char *title;         /* for people, translatable */
  /* 0 (no) to 100 (certain) from the first bytes of the unpacked file, up to 64 KiB. */
  int      (*bid)  (MspSpan head);
  /* Reads stream to its end. FALSE with error: it could not be read further; what was sent holds. */
  gboolean (*read) (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error);
} MspEvidenceReader;

/* The reader for a stream that begins with head, or NULL. */
const MspEvidenceReader *msp_evidence_reader_find (MspSpan head);

/* Sets *out_stream to what packed unpacks to (gz, zst, xz, bz2), UTF-16 as UTF-8, or to NULL if it is neither; the caller owns it
   and packed, which it borrows. FALSE with error: packed cannot be read. */
gboolean msp_evidence_unpack (MspStream *packed, MspStream **out_stream, GError **error);
