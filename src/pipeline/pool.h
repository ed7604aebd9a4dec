/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The coordinator: hands units of a plan to worker processes and their records to a collector. A worker that dies, hangs or
   speaks nonsense
   costs the step it was on; the step is recorded with its reason and the rest of the unit goes on in a new process. */

#include <glib.h>
#include <signal.h>

#include "pipeline/checkpoints.h"
#include "pipeline/collector.h"
#include "pipeline/plan.h"
#include "pipeline/worker.h"

typedef struct {
  MspPlan         *plan;
  MspCollector    *collector;
  MspCheckpoints  *checkpoints;   /* NULL: a scan that is interrupted begins anew */
  MspWorkerConfig  worker;        /* current is set by the pool */
  guint            n_workers;     /* 1 or more */
  guint            seconds;       /* that one step may take; 0: any */
  const volatile sig_atomic_t *stop;
  void           (*progress) (gpointer data, const MspScanStats *stats);
  gpointer         progress_data;
  MspScanStats    *stats;
} MspPoolRequest;

/* Runs the plan to its end. Where there are checkpoints, what is done is kept when it is interrupted; at the end, the rest of it is
   left to who finishes the case. FALSE if the sink
   failed, the scan was interrupted (MSP_PIPELINE_ERROR_INTERRUPTED) or no worker could be started (MSP_PIPELINE_ERROR_WORKER).
   */
gboolean msp_pool_run (const MspPoolRequest *request, GError **error);
