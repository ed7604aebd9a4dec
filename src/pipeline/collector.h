/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Stands between those who scan units and the sink: counts, completes the row of a file or of a part of one, adds the SHA-256. */

#include <glib.h>

#include "model/sink.h"
#include "pipeline/modules.h"
#include "pipeline/plan.h"
#include "pipeline/tally.h"
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

/* Is told of each problem that says a module is needed and cannot be used. */
typedef void (*MspModuleFunc) (gpointer data, MspModule module);
void          msp_collector_set_module_func (MspCollector *self, MspModuleFunc func, gpointer data);

/* The records that follow belong to one unit; the row of its file goes to file_row (begun with { 0 }; without kind until it
   came), which must be there as long as they come. */
void          msp_collector_set_unit (MspCollector *self, MspTally *file_row);

/* Takes the records of the unit that was set. */
MspSink      *msp_collector_get_sink (MspCollector *self);

/* A unit has sent all its records, among them file_row: what the ledger is to have of it goes to the sink. */
gboolean      msp_collector_end_unit (MspCollector *self, const MspPlanUnit *unit, const MspTally *file_row, GError **error);
void          msp_collector_free     (MspCollector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspCollector, msp_collector_free)
