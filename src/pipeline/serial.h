/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The plan worked off in this process, without workers or confinement: for tests, debuggers and sanitizers. The results are
   the same. */

#include "pipeline/collector.h"
#include "pipeline/plan.h"
#include "pipeline/scan.h"

typedef struct {
  MspPlan         *plan;
  MspCollector    *collector;
  MspAnalyser     *analyser;
  const MspLimits *limits;
  const volatile sig_atomic_t *stop;   /* may be NULL */
  void           (*progress) (gpointer data, const MspScanStats *stats);   /* may be NULL */
  gpointer         progress_data;
  MspScanStats    *stats;
} MspSerialRequest;

/* FALSE if the sink failed or the scan was interrupted. */
gboolean msp_serial_run (const MspSerialRequest *request, GError **error);
