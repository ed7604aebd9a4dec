/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What follows from the claims of an export that were found: counts compared, messages told where they lay, problems for what is not
   as promised. */

#include "store/database.h"

/* bounded: messages were left out on the user's word, so that fewer say nothing. */
gboolean msp_claim_apply_counts   (MspDatabase *database, gboolean bounded, GError **error);
gboolean msp_claim_apply_messages (MspDatabase *database, GError **error);
gboolean msp_claim_apply_problems (MspDatabase *database, GError **error);
