/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a case holds that another does not. Findings are the same if they are of one value by one detector and the cases share a key, else
   if they show the same at the same place; people, only if the cases share a key. */

#include <glib.h>

#include "people/roster.h"

typedef struct {
  guint64  new_findings, gone_findings, changed_messages, new_people, gone_people;
  gboolean shares_key;       /* else people cannot be compared */
  MspRosterTotals old_totals, new_totals;   /* of people, if they were compared */
} MspDifference;

/* Counts, and writes a CSV table "change,locator,detector,category,band,masked,was,is" to target (NULL: none is written). Paths are of cases.
   MSP_STORE_ERROR, MSP_PEOPLE_ERROR, G_FILE_ERROR. */
gboolean msp_difference_find (const char *old_path, const char *new_path, const char *target, MspDifference *out, GError **error);
