/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which shard this process is, by what the scheduler that started it has set in the environment:

     Slurm job array         SLURM_ARRAY_TASK_ID, _MIN, _MAX, _STEP, _COUNT
     AWS Batch array job     AWS_BATCH_JOB_ARRAY_INDEX from 0, AWS_BATCH_JOB_ARRAY_SIZE
     Kubernetes indexed job  JOB_COMPLETION_INDEX from 0; it tells no number: MAILSPILL_SHARDS
     GNU parallel            PARALLEL_SEQ from 1; it tells no number: MAILSPILL_SHARDS

   MAILSPILL_SHARDS, if set, must be the scheduler's own number where that has one. */

#include "pipeline/shard.h"

/* FALSE with G_OPTION_ERROR_BAD_VALUE, which names the variables, if none or several of the schedulers are there, or if what they say may
   be only a part of the array: a shard that is wrong by one would leave mail unread. */
gboolean msp_shard_auto (MspShard *out_shard, GError **error);
