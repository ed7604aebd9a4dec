/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Stands between those who scan units and the sink: counts, puts the parts of a cut file together to one row of the ledger,
   adds the SHA-256. */

#include <glib.h>

#include "model/sink.h"
#include "pipeline/plan.h"
#include "source/manifest.h"

typedef struct {
  guint64 files, total_bytes, bytes;   /* of input files: found by the first look, done */
  guint64 messages, documents, findings;
  guint64 failed;                      /* items that failed, and inputs that could not be read to their end */
  double  hash_seconds;                /* CPU time of the manifest */
} MspScanStats;

typedef struct _MspCollector MspCollector;

/* Borrows all; manifest may be NULL. */
MspCollector *msp_collector_new      (MspSink *sink, MspManifest *manifest, MspScanStats *stats);

/* Takes the records of units, in any mixture. */
MspSink      *msp_collector_get_sink (MspCollector *self);

/* A unit has sent all its records; when it is the last of its file, the file's row goes to the sink. */
gboolean      msp_collector_end_unit (MspCollector *self, const MspPlanUnit *unit, GError **error);
void          msp_collector_free     (MspCollector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspCollector, msp_collector_free)
