/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* When the messages were dated, in bins of days, months or years, without a gap. */

#include <glib.h>

#include "report/html-chart.h"
#include "store/query.h"

typedef struct {
  MspHtmlBin sensitive;    /* pieces: high and critical; below that */
  guint64    messages;     /* all */
} MspTimelineBin;

typedef enum { MSP_TIMELINE_DAYS, MSP_TIMELINE_MONTHS, MSP_TIMELINE_YEARS } MspTimelineUnit;

/* Bins in order, an array of MspTimelineBin that the caller owns; empty if no message has a plausible date (years 1 to 9999).
   Two months at most are cut in days, three years in months; of the years the last hundred are given, what is older counts in the
   first of them. NULL with MSP_STORE_ERROR. */
GArray *msp_timeline_new (MspCase *source, MspTimelineUnit *out_unit, GError **error);
