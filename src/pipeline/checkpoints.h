/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a scan that was interrupted at any moment needs to go on: which units are recorded, and how far those at work are. It is
   kept in the case file, in the transactions that keep the records, and only there. */

#include <glib.h>

#include "pipeline/assignment.h"
#include "pipeline/plan.h"
#include "pipeline/sample.h"
#include "pipeline/shard.h"
#include "store/case.h"

/* What may be lost at most when the power fails, in microseconds of work. */
#define MSP_CHECKPOINTS_INTERVAL (2 * G_USEC_PER_SEC)

typedef struct _MspCheckpoints MspCheckpoints;

/* Reads what is in the case, of which a part that is not this shard's (count 0: all are) is left to others, and gives stats
   what was counted. Borrows both. inputs walks the same paths for itself: if a file of which something is recorded changed its
   size, its time or its place since, nothing of it can be relied on, and the result is NULL with MSP_PIPELINE_ERROR_CHANGED,
   which names the file if it can be told. inputs may be NULL for a case that is not continued. part: as for the plan. */
MspCheckpoints *msp_checkpoints_new     (MspCase *file, MspShard shard, MspWalk *inputs, guint64 part, MspScanStats *stats,
                                         GError **error);

/* Of the input files, that were done when the scan began, whole units and parts of others. */
guint64         msp_checkpoints_get_bytes (const MspCheckpoints *self);

/* Leaves what sampler does not draw for later. Borrowed; before the first choice. */
void            msp_checkpoints_set_sampler  (MspCheckpoints *self, MspSampler *sampler);

/* Commits at least every so many microseconds of work; 0: whenever something was done. */
void            msp_checkpoints_set_interval (MspCheckpoints *self, gint64 interval);

/* For msp_plan_set_choice, with self as data. */
MspPlanOwner    msp_checkpoints_choose  (gpointer self, const MspPlanUnit *unit);

/* Puts a new assignment where the work on its unit was interrupted. */
void            msp_checkpoints_restore (MspCheckpoints *self, MspAssignment *assignment);

/* How far assignment is; kept by the next commit. */
gboolean        msp_checkpoints_put     (MspCheckpoints *self, MspAssignment *assignment, GError **error);

/* The unit is over, and all its records were taken; kept by the next commit. */
void            msp_checkpoints_end     (MspCheckpoints *self, const MspPlanUnit *unit);

/* Whether enough was done since the last commit. All assignments that moved must be put before each. */
gboolean        msp_checkpoints_is_due  (const MspCheckpoints *self);
gboolean        msp_checkpoints_commit  (MspCheckpoints *self, GError **error);

/* As commit, for the end of a scan: msp_case_finish is to follow, which commits all that was done. */
gboolean        msp_checkpoints_write   (MspCheckpoints *self, GError **error);

void            msp_checkpoints_free    (MspCheckpoints *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspCheckpoints, msp_checkpoints_free)
