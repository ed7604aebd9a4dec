/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One line on standard error that says how far a scan is; silent unless that is a terminal. */

#include "pipeline/collector.h"

typedef struct {
  gboolean shown;
  gint64   started, last;    /* monotonic microseconds */
  guint64  before;           /* bytes that were done before it started */
} MspProgress;

void msp_progress_init   (MspProgress *self, gboolean wanted, guint64 bytes_before);

/* For MspPoolRequest.progress: redraws at most ten times a second. */
void msp_progress_update (gpointer self, const MspScanStats *stats);

/* Shows what is done when no more is read, such as "writing the case". */
void msp_progress_say    (MspProgress *self, const char *what);

/* Removes the line. */
void msp_progress_clear  (MspProgress *self);
