/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How far a scan is, on standard error: one line that is drawn anew, if that is a terminal, or a JSON object a second for a program. */

#include "pipeline/collector.h"

typedef enum { MSP_PROGRESS_NONE, MSP_PROGRESS_TERMINAL, MSP_PROGRESS_JSON } MspProgressKind;

typedef struct {
  gboolean shown, json;
  gint64   started, last;    /* monotonic microseconds */
  guint64  before;           /* bytes that were done before it started */
} MspProgress;

void msp_progress_init   (MspProgress *self, MspProgressKind kind, guint64 bytes_before);

/* For MspPoolRequest.progress: redraws at most ten times a second, or writes {"state":"reading","bytes":…} once. */
void msp_progress_update (gpointer self, const MspScanStats *stats);

/* Shows what is done when no more is read, such as "writing the case"; state names it for programs. */
void msp_progress_say    (MspProgress *self, const char *state, const char *what);

/* Removes the line. */
void msp_progress_clear  (MspProgress *self);
