/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How many of the affected stand, by the worst copy of their data, in mail of each verdict: with bounds, since who is one person is
   itself not certain. */

#include "people/counts.h"
#include "people/reach.h"

/* By MspAccessVerdict; last: not judged. cleared: in no mail but such as no record concerns in complete logs, or that came after the
   exposure. */
typedef struct {
  MspHeads by_verdict[MSP_N_VERDICTS + 1];
  MspHeads cleared;
} MspStanding;

/* All 0 before access has run. */
void msp_standing_init (MspStanding *self, const MspEvidence *evidence, const MspResolution *resolution, const MspReach *reach);
