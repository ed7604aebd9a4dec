/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the place of a value in its text says: at the top, in prose, below a signature, beside an account. */

#include "detect/footer.h"
#include "detect/scan.h"

/* Whether a rule's boilerplate stands in a footer. */
MspFooter msp_place_find_footer (const MspScan *scan, const MspRule *rule, const MspTried *tried);

/* Words at the top say more, those in prose and below a signature less; a password beside its account weighs more. */
void      msp_place_weigh       (const MspScan *scan, const MspRule *rule, MspTried *tried);
