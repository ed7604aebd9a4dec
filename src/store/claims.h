/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What exports say about themselves, held against what was read, once the case is whole: a verdict for each claim, mailbox, folder,
   labels and flags of messages where they are stated, and a problem for each promise that does not hold. It begins anew each time, so
   that the order of work, shards and merges change nothing. */

#include "store/database.h"

gboolean msp_claims_compare (MspDatabase *database, GError **error);
