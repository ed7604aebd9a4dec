/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/shard-auto.h"

#include <criterion/criterion.h>

/* What Slurm sets for a task, as seen on Slurm 22.05. */
#define SLURM(id, min, max, step, count) \
  "SLURM_ARRAY_TASK_ID=" #id, "SLURM_ARRAY_TASK_MIN=" #min, "SLURM_ARRAY_TASK_MAX=" #max, "SLURM_ARRAY_TASK_STEP=" #step, \
  "SLURM_ARRAY_TASK_COUNT=" #count

#define AWS(index, size) "AWS_BATCH_JOB_ARRAY_INDEX=" #index, "AWS_BATCH_JOB_ARRAY_SIZE=" #size

typedef struct {
  const char *environment[8];
  guint       number, count;      /* 0: refused */
  const char *named;              /* in the message */
} Case;

static void
clear (void)
{
  static const char *const names[] = {
    "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP", "SLURM_ARRAY_TASK_COUNT",
    "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", "JOB_COMPLETION_INDEX", "PARALLEL_SEQ", "MAILSPILL_SHARDS",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_unsetenv (names[i]);
}

static void
expect (const Case *expected)
{
  g_autofree char *words = g_strjoinv (" ", (char **) expected->environment);
  g_autoptr (GError) error = NULL;
  MspShard shard = { 0, 0 };

  clear ();
  for (gsize i = 0; expected->environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (expected->environment[i], "=", 2);

      g_setenv (pair[0], pair[1], TRUE);
    }
  gboolean good = msp_shard_auto (&shard, &error);
  cr_expect_eq (good, expected->count > 0, "%s", words);
  cr_expect_eq (shard.number, expected->number, "%s", words);
  cr_expect_eq (shard.count, expected->count, "%s", words);
  if (expected->named != NULL)
    cr_expect (error != NULL && strstr (error->message, expected->named) != NULL, "%s: %s", words,
               error != NULL ? error->message : "no error");
}

Test (shard_auto, a_whole_slurm_array_says_which_shard)
{
  static const Case cases[] = {
    { { SLURM (0, 0, 7, 1, 8) }, 1, 8 },
    { { SLURM (7, 0, 7, 1, 8) }, 8, 8 },
    { { SLURM (1, 1, 8, 1, 8) }, 1, 8 },
    { { SLURM (8, 1, 8, 1, 8) }, 8, 8 },
    { { SLURM (0, 0, 9, 3, 4) }, 1, 4 },
    { { SLURM (6, 0, 9, 3, 4) }, 3, 4 },
    { { SLURM (9, 0, 9, 3, 4) }, 4, 4 },
    { { SLURM (9, 0, 10, 3, 4) }, 4, 4 },
    { { SLURM (3, 0, 7, 1, 8), "SLURM_RESTART_COUNT=2", "MAILSPILL_SHARDS=8" }, 4, 8 },
    { { SLURM (11, 10, 12, 1, 3), "MAILSPILL_SHARDS=3" }, 2, 3 },
    { { SLURM (1, 1, 1, 1, 1), "MAILSPILL_SHARDS=1" }, 1, 1 },
    { { "SLURM_ARRAY_TASK_ID=2", "SLURM_ARRAY_TASK_MIN=0", "SLURM_ARRAY_TASK_MAX=3", "SLURM_ARRAY_TASK_COUNT=4" }, 3, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (&cases[i]);
}

Test (shard_auto, what_may_be_a_part_of_a_slurm_array_is_refused)
{
  static const Case cases[] = {
    { { SLURM (3, 3, 3, 1, 1) }, 0, 0, "MAILSPILL_SHARDS" },
    { { SLURM (0, 0, 0, 1, 1) }, 0, 0, "MAILSPILL_SHARDS" },
    { { SLURM (5, 4, 7, 1, 4) }, 0, 0, "SLURM_ARRAY_TASK_MIN" },
    { { SLURM (3, 3, 3, 1, 1), "MAILSPILL_SHARDS=8" }, 0, 0, "MAILSPILL_SHARDS is 8" },
    { { SLURM (5, 1, 7, 1, 3) }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { SLURM (5, 1, 7, 1, 3), "MAILSPILL_SHARDS=3" }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { SLURM (1, 0, 9, 3, 4) }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { SLURM (8, 0, 7, 1, 8) }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { SLURM (0, 1, 8, 1, 8) }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { SLURM (0, 8, 1, 1, 8) }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { SLURM (0, 0, 7, 0, 8) }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { "SLURM_ARRAY_TASK_ID=2" }, 0, 0, "SLURM_ARRAY_TASK_COUNT" },
    { { "SLURM_ARRAY_TASK_ID=2", "SLURM_ARRAY_TASK_COUNT=4" }, 0, 0, "SLURM_ARRAY_TASK_MIN" },
    { { SLURM (two, 0, 3, 1, 4) }, 0, 0, "'two'" },
    { { SLURM (0, 0, 99999, 1, 100000) }, 0, 0, "100000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (&cases[i]);
}

Test (shard_auto, other_schedulers_say_which_shard)
{
  static const Case cases[] = {
    { { AWS (0, 5) }, 1, 5 },
    { { AWS (4, 5) }, 5, 5 },
    { { AWS (4, 5), "MAILSPILL_SHARDS=5" }, 5, 5 },
    { { AWS (4, 5), "MAILSPILL_SHARDS=6" }, 0, 0, "AWS_BATCH_JOB_ARRAY_SIZE" },
    { { AWS (5, 5) }, 0, 0, "AWS_BATCH_JOB_ARRAY_INDEX" },
    { { AWS (-1, 5) }, 0, 0, "AWS_BATCH_JOB_ARRAY_INDEX" },
    { { "AWS_BATCH_JOB_ARRAY_INDEX=0" }, 0, 0, "AWS_BATCH_JOB_ARRAY_SIZE" },
    { { "JOB_COMPLETION_INDEX=0", "MAILSPILL_SHARDS=3" }, 1, 3 },
    { { "JOB_COMPLETION_INDEX=2", "MAILSPILL_SHARDS=3" }, 3, 3 },
    { { "JOB_COMPLETION_INDEX=3", "MAILSPILL_SHARDS=3" }, 0, 0, "JOB_COMPLETION_INDEX is 3 of 3" },
    { { "JOB_COMPLETION_INDEX=0" }, 0, 0, "MAILSPILL_SHARDS" },
    { { "JOB_COMPLETION_INDEX=0", "MAILSPILL_SHARDS=" }, 0, 0, "MAILSPILL_SHARDS" },
    { { "JOB_COMPLETION_INDEX=0", "MAILSPILL_SHARDS=many" }, 0, 0, "'many'" },
    { { "JOB_COMPLETION_INDEX=0", "MAILSPILL_SHARDS=0" }, 0, 0, "0 shards" },
    { { "PARALLEL_SEQ=1", "MAILSPILL_SHARDS=3" }, 1, 3 },
    { { "PARALLEL_SEQ=3", "MAILSPILL_SHARDS=3" }, 3, 3 },
    { { "PARALLEL_SEQ=0", "MAILSPILL_SHARDS=3" }, 0, 0, "PARALLEL_SEQ" },
    { { "PARALLEL_SEQ=4", "MAILSPILL_SHARDS=3" }, 0, 0, "PARALLEL_SEQ" },
    { { "PARALLEL_SEQ=1" }, 0, 0, "MAILSPILL_SHARDS" },
    { { "PARALLEL_SEQ=99999999999999999999", "MAILSPILL_SHARDS=3" }, 0, 0, "PARALLEL_SEQ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (&cases[i]);
}

Test (shard_auto, no_scheduler_or_two_are_refused_by_name)
{
  static const Case cases[] = {
    { { NULL }, 0, 0, "SLURM_ARRAY_TASK_ID, AWS_BATCH_JOB_ARRAY_INDEX, JOB_COMPLETION_INDEX, PARALLEL_SEQ" },
    { { "MAILSPILL_SHARDS=3" }, 0, 0, "SLURM_ARRAY_TASK_ID" },
    { { "JOB_COMPLETION_INDEX=", "MAILSPILL_SHARDS=3" }, 0, 0, "JOB_COMPLETION_INDEX" },
    { { SLURM (0, 0, 7, 1, 8), "PARALLEL_SEQ=1" }, 0, 0, "both SLURM_ARRAY_TASK_ID and PARALLEL_SEQ" },
    { { AWS (0, 5), "JOB_COMPLETION_INDEX=0" }, 0, 0, "both AWS_BATCH_JOB_ARRAY_INDEX and JOB_COMPLETION_INDEX" },
    { { "SLURM_ARRAY_TASK_ID=", "JOB_COMPLETION_INDEX=1", "MAILSPILL_SHARDS=3" }, 2, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (&cases[i]);
}
