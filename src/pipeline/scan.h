/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From paths to a sink: walks, opens what holds messages, sends what is found inside round again, and accounts for every byte. */

#include <glib.h>
#include <signal.h>

#include "pipeline/analyser.h"
#include "source/manifest.h"
#include "source/walk.h"

#define MSP_PIPELINE_ERROR (msp_pipeline_error_quark ())
typedef enum {
  MSP_PIPELINE_ERROR_INTERRUPTED,   /* the stop flag was raised */
  MSP_PIPELINE_ERROR_NOT_FOUND,     /* a locator leads nowhere */
} MspPipelineError;
GQuark msp_pipeline_error_quark (void);

typedef struct {
  guint64 files, total_bytes, bytes;   /* of input files: found by the first look, done */
  guint64 messages, documents, findings;
  guint64 failed;                      /* items that failed, and inputs that could not be read to their end */
  double  hash_seconds;                /* CPU time of the manifest */
} MspScanStats;

typedef struct {
  MspWalk        *walk;
  MspManifest    *manifest;            /* NULL: no SHA-256 of inputs */
  MspAnalyser    *analyser;
  MspSink        *sink;
  const MspLimits *limits;
  const volatile sig_atomic_t *stop;   /* NULL, or looked at between messages */
  void          (*progress) (gpointer data, const MspScanStats *stats);   /* NULL, or called after every message and file */
  gpointer        progress_data;
} MspScanRequest;

/* Scans everything. FALSE only if the sink failed or the scan was interrupted: bad input is recorded, not an error. */
gboolean msp_scan (const MspScanRequest *request, MspScanStats *out_stats, GError **error);
