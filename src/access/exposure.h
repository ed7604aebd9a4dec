/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* When mail could be read from outside: what scanners saw, each an instant, or what a person states. */

#include <glib.h>

#include "access/trail.h"

/* Seconds since 1970 UTC, MSP_TIME_UNKNOWN where nothing bounds it. */
typedef struct {
  gint64   closed_before;   /* last time that it was closed before it was first open */
  gint64   first_open, last_open;
  gint64   closed_after;    /* first time that it was closed again */
  gboolean is_stated;       /* by a person: all of it is exact */
  gboolean is_known;
} MspExposure;

/* stated: "START/END", each a date or time in ISO 8601, or NULL: then the scans of trail say. MSP_ACCESS_ERROR_OPTION. */
gboolean msp_exposure_init (MspExposure *self, const MspTrail *trail, const char *stated, GError **error);

/* The widest that it can have been: from closed_before, else from the beginning of time; to closed_after, else to its end. */
gint64   msp_exposure_get_start (const MspExposure *self);
gint64   msp_exposure_get_end   (const MspExposure *self);

/* "2026-03-03T02:20:00Z", or a day; FALSE if it is none. Without a zone it is UTC; is_end: a day means its last second. */
gboolean msp_time_parse (const char *text, gboolean is_end, gint64 *out_seconds);
