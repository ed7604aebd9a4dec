/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One unit in the hands of a worker, as the coordinator sees it: what has arrived for certain, and which steps broke a worker. */

#include <glib.h>

#include "pipeline/collector.h"
#include "pipeline/plan.h"
#include "pipeline/scan.h"
#include "pipeline/wire.h"

typedef struct {
  MspPlanUnit  *unit;
  MspScanMark   mark;       /* behind the last step whose records were taken; rows are owned */
  guint64       bytes;      /* of the file, read at the mark */
  MspTally      file_row;   /* as msp_collector_set_unit fills it */
  gboolean      moved;      /* since it was last recorded how far the unit is */
  GArray       *poisons;    /* MspScanPoison */
  guint         deaths;     /* of workers, since the mark last moved */
} MspAssignment;

/* Takes unit. */
MspAssignment *msp_assignment_new    (MspPlanUnit *unit);

/* Takes over the mark of record. */
void           msp_assignment_move   (MspAssignment *self, MspWireRecord *record);

/* A worker broke at step for reason; FALSE if it has broken there too often and the unit must be given up. */
gboolean       msp_assignment_poison (MspAssignment *self, guint64 step, MspReason reason);

/* Sends the rows still open, as damaged by reason, so that the ledger has every byte. */
gboolean       msp_assignment_give_up (MspAssignment *self, MspReason reason, MspCollector *collector, GError **error);
void           msp_assignment_free   (MspAssignment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspAssignment, msp_assignment_free)
