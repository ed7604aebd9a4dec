/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A file of evidence from its first byte to its last: unpacked, read by the reader that knows it, and hashed, in one go. */

#include <glib.h>

#include "evidence/reader.h"

/* What became of a file. */
typedef struct {
  const MspEvidenceReader *reader;     /* NULL: none knows it */
  gboolean                 is_empty;   /* there is nothing in it, unpacked */
  char                    *sha256;     /* of all its bytes as they lie there; NULL where they could not all be read */
  guint64                  size;       /* likewise, 0 then */
} MspEvidenceFile;

/* Is told of the reader when it is found, and of every block that is read. Both may be NULL. */
typedef struct {
  void   (*found) (gpointer data, const MspEvidenceReader *reader);
  void   (*block) (gpointer data);
  gpointer data;
} MspEvidenceWatch;

/* Reads stream, which is at its beginning and is borrowed, into sink. watch: or NULL. Sets *out_file also where it fails; the caller
   clears it. FALSE with error: it could not be read to its end, or sink said so; what was sent holds. */
gboolean msp_evidence_file_read  (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, const MspEvidenceWatch *watch,
                                  MspEvidenceFile *out_file, GError **error);
void     msp_evidence_file_clear (MspEvidenceFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspEvidenceFile, msp_evidence_file_clear)

/* The same in whatever process: data is the function's own. */
typedef gboolean (*MspEvidenceReadFunc) (gpointer data, MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink,
                                         MspEvidenceFile *out_file, GError **error);
