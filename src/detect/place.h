/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the place of a value in its text says: at the top, in prose, below a signature, beside an account. */

#include "base/keyed-hash.h"
#include "detect/footer.h"
#include "detect/scan.h"

/* Whether a rule's boilerplate stands in a footer. */
MspFooter msp_place_find_footer (const MspScan *scan, const MspRule *rule, const MspTried *tried);

/* Whether a rule's boilerplate stands where it may be one of many: in a body, and neither in its first paragraph nor, unless it
   ends the mail, among its first lines. out_hash: of its paragraph. */
gboolean  msp_place_hash_paragraph (const MspScan *scan, const MspRule *rule, const MspTried *tried,
                                    const MspKeyedHash *hash, guint8 out_hash[MSP_VALUE_KEY_LEN]);

/* Words at the top say more, those in prose and below a signature less; a password beside its account weighs more. */
void      msp_place_weigh       (const MspScan *scan, const MspRule *rule, MspTried *tried);
