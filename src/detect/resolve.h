/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From candidates that stand to confidence: context, population, words against, country (2.1 steps 6-8 of the specification). */

#include "detect/participants.h"
#include "detect/scan.h"

typedef struct {
  gboolean         bulk;
  MspParticipants *participants;
} MspResolveMessage;

/* Sets context, grounds and confidence of each candidate of scan. Those that must not be reported at all get confidence -1. */
void msp_resolve (MspScan *scan, const MspResolveMessage *message);
