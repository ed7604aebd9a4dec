/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How many of those affected live where, and which thresholds that reaches. */

#include "people/roster.h"

typedef struct {
  char     place[8];                            /* "US-VA", "DE", or "" for the unknown */
  guint64  people, minors;
  guint64  by_basis[MSP_N_RESIDENCES];
  guint64 *rules;                               /* people of each rule of the triggers */
} MspPlace;

/* MspPlace by name, the unknown first if there are any; the caller unrefs. Goes through the roster. */
GArray  *msp_places_new   (MspRoster *roster, const MspTriggers *triggers);

/* Whether the place alone reaches the threshold. One that counts everybody is reached by no place. */
gboolean msp_place_reaches (const MspPlace *self, const MspTriggerInfo *threshold, const MspTriggers *triggers);
