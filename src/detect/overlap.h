/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One verdict for each run of bytes: the highest confidence keeps them, then the longer, then the validator that chance passes
   less. */

#include "detect/scan.h"

/* Removes losers and those with confidence -1 from scan's candidates, which are by start afterwards; winners note whom they
   beat. */
void msp_overlap_resolve (MspScan *scan);
