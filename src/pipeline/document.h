/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A file or entry that is no mail: read into memory up to a limit, analysed as one text. */

#include <glib.h>
#include <signal.h>

#include "base/stream.h"
#include "container/layout.h"
#include "pipeline/analyser.h"

typedef struct {
  gboolean    is_sidecar;            /* set before: it repeats what a message says, so it has a record only if something is found */
  const char *kind;                  /* media type by content, static */
  MspFate     fate;
  MspReason   reason;
  const char *detail;                /* static, or NULL */
  guint64     bytes[MSP_N_FATES];
} MspDocumentResult;

/* Up to limit bytes, short at the end or at an error, which is then set beside the bytes; the rest of the stream is read and
   dropped. */
GByteArray *msp_document_read    (MspStream *stream, gsize limit, const volatile sig_atomic_t *stop, GError **error);

/* Reads and drops what is left of stream: that may be much, so it fails with INTERRUPTED once *stop (or NULL) is raised. */
void        msp_document_drain   (MspStream *stream, const volatile sig_atomic_t *stop, GError **error);

/* path is the layout's, raw bytes. stream has been read to its end: its position is the document's size. FALSE when the sink
   failed. */
gboolean    msp_document_analyse (MspAnalyser *analyser, const char *locator, const char *path, const MspLayout *layout,
                                  const MspStream *stream, const GByteArray *bytes, MspSink *sink, MspDocumentResult *out_result,
                                  GError **error);
