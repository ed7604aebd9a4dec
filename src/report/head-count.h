/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The people of a case, resolved once for a whole report: the roster, and numbers that agree with it. */

#include <glib.h>

#include "people/counts.h"
#include "people/roster.h"

typedef struct {
  MspTriggers     *triggers;
  MspRoster       *roster;
  MspPeopleCounts *counts;
} MspHeadCount;

/* With the built-in triggers. MSP_STORE_ERROR, MSP_PEOPLE_ERROR_DECISION. */
gboolean msp_head_count_init  (MspHeadCount *self, MspCase *source, GError **error);
void     msp_head_count_clear (MspHeadCount *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspHeadCount, msp_head_count_clear)

/* Of a category by its name, in messages of min_severity and above. */
MspHeads msp_head_count_get_category (const MspHeadCount *self, const char *category, MspSeverity min_severity);

/* The numbers in one cell: "12", or "12 (10–14)" where the bounds differ; caller owns. */
char    *msp_heads_dup (const MspHeads *heads);

/* The bounds alone, where room is short: "10–14", or "12". */
char    *msp_heads_dup_bounds (const MspHeads *heads);
