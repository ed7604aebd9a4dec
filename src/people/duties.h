/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who may have to be told, of how many: rules that somebody meets, and thresholds that are reached. */

#include "people/places.h"

typedef struct {
  const MspTriggerInfo *info;         /* of a rule or a threshold; owned by the triggers */
  char                  place[8];     /* of a threshold of one place, else "" */
  guint64               count;        /* of what the rule's scope says */
} MspDuty;

/* MspDuty: rules in the order of their file, then thresholds, of those by state each state; the caller unrefs. Goes through the roster. */
GArray *msp_duties_new (MspRoster *roster, const MspTriggers *triggers);
