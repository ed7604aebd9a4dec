/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From paths to a sink: walks, opens what holds messages, sends what is found inside round again, and accounts for every byte. */

#include <glib.h>
#include <signal.h>

#include "pipeline/analyser.h"
#include "source/walk.h"

#define MSP_PIPELINE_ERROR (msp_pipeline_error_quark ())
typedef enum {
  MSP_PIPELINE_ERROR_INTERRUPTED,   /* the stop flag was raised */
  MSP_PIPELINE_ERROR_NOT_FOUND,     /* a locator leads nowhere */
  MSP_PIPELINE_ERROR_WORKER,        /* no worker process could be started or kept alive */
  MSP_PIPELINE_ERROR_CHANGED,       /* the inputs are no longer those of the interrupted scan: wrong use */
} MspPipelineError;
GQuark msp_pipeline_error_quark (void);

/* How far a scan of one work has come: steps (messages, ranges, rows) that are with the sink, and the ledger rows still open,
   outermost
   first. A scan that starts from a mark does what is left, and the records are the same as without a break. */
typedef struct {
  guint64 steps;
  GPtrArray *rows;                     /* MspTally */
} MspScanMark;

/* A step that broke a worker: it is recorded as FAILED for this reason and not tried again. */
typedef struct {
  guint64   step;
  MspReason reason;
} MspScanPoison;

/* A file, or the part of a large mbox whose separators begin in [start, end). */
typedef struct {
  const MspFile       *file;
  guint64              start, end;     /* 0, G_MAXUINT64: all */
  const MspScanMark   *from;           /* NULL: from the beginning */
  const MspScanPoison *poisons;
  gsize                n_poisons;
} MspScanWork;

typedef struct {
  MspAnalyser     *analyser;
  MspSink         *sink;
  const MspLimits *limits;
  const volatile sig_atomic_t *stop;   /* NULL, or looked at between messages */
  /* NULL, or called after every step with the mark behind it and the bytes of the file read; FALSE ends the scan. */
  gboolean       (*step) (gpointer data, const MspScanMark *mark, guint64 bytes, GError **error);
  gpointer         step_data;
  volatile guint64 *current;           /* NULL, or set to the number of each step as it begins */
} MspScanRequest;

/* Scans one work. FALSE only if the sink failed or the scan was interrupted: bad input is recorded, not an error. The file's
   row has no SHA-256. */
gboolean msp_scan_work (const MspScanRequest *request, const MspScanWork *work, GError **error);
