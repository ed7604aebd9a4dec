/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/shard-auto.h"

#include <glib/gi18n-lib.h>

#define SHARDS "MAILSPILL_SHARDS"

/* Ids of arrays may be any number of 32 bits. */
#define LARGEST G_MAXUINT32

typedef struct {
  const char *index, *count;
  guint       first;          /* the index of the first shard */
} Scheduler;

/* Slurm is the only one whose ids need not begin at a known number. */
static const Scheduler schedulers[] = {
  { "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 0 },
  { "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", 0 },
  { "JOB_COMPLETION_INDEX", NULL, 0 },
  { "PARALLEL_SEQ", NULL, 1 },
};

static const Scheduler *const slurm = &schedulers[0];

static gboolean G_GNUC_PRINTF (2, 3)
fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, args);
  va_end (args);
  return FALSE;
}

static gboolean
is_set (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && value[0] != '\0';
}

static gboolean
get_number (const char *name, guint *out_number, GError **error)
{
  const char *value = g_getenv (name);
  guint64 number = 0;

  if (!is_set (name))
    return fail (error, _("cannot tell the shard: %s is not set; give --shard K/N"), name);
  if (!g_ascii_string_to_unsigned (value, 10, 0, LARGEST, &number, NULL))
    return fail (error, _("cannot tell the shard: %s is '%s', no number"), name, value);
  *out_number = (guint) number;
  return TRUE;
}

static char *
dup_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (schedulers); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", schedulers[i].index);
  return g_string_free (names, FALSE);
}

static const Scheduler *
find_scheduler (GError **error)
{
  const Scheduler *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (schedulers); i++)
    {
      if (!is_set (schedulers[i].index))
        continue;
      if (found != NULL)
        {
          fail (error, _("cannot tell the shard: both %s and %s are set; give --shard K/N"), found->index, schedulers[i].index);
          return NULL;
        }
      found = &schedulers[i];
    }
  if (found == NULL)
    {
      g_autofree char *names = dup_names ();

      fail (error, _("cannot tell the shard: none of %s is set; give --shard K/N"), names);
    }
  return found;
}

/* The number of shards: the scheduler's own, ours, or both if they agree. */
static gboolean
get_count (const Scheduler *scheduler, guint *out_count, GError **error)
{
  guint ours = 0;

  if (is_set (SHARDS) && !get_number (SHARDS, &ours, error))
    return FALSE;
  if (scheduler->count == NULL && !is_set (SHARDS))
    return fail (error, _("cannot tell the shard: %s does not say of how many; set %s to their number"), scheduler->index, SHARDS);
  if (scheduler->count == NULL)
    *out_count = ours;
  else if (!get_number (scheduler->count, out_count, error))
    return FALSE;
  else if (is_set (SHARDS) && ours != *out_count)
    return fail (error, _("cannot tell the shard: %s is %u, but %s is %u; give --shard K/N"), SHARDS, ours,
                 scheduler->count, *out_count);
  return (*out_count > 0 && *out_count <= MSP_SHARD_MAX)
         || fail (error, _("cannot tell the shard: there cannot be %u shards"), *out_count);
}

/* A task that Slurm itself starts again keeps what was said of its array. A part of an array that a person submits again is an array of
   its own, and looks as one: what cannot be a whole one is refused, unless MAILSPILL_SHARDS has said that it is. */
static gboolean
get_slurm_index (guint count, guint *out_index, GError **error)
{
  guint id = 0, min = 0, max = 0, step = 1;

  if (!get_number (slurm->index, &id, error) || !get_number ("SLURM_ARRAY_TASK_MIN", &min, error)
      || !get_number ("SLURM_ARRAY_TASK_MAX", &max, error)
      || (is_set ("SLURM_ARRAY_TASK_STEP") && !get_number ("SLURM_ARRAY_TASK_STEP", &step, error)))
    return FALSE;
  if (step == 0 || max < min || (max - min) / step + 1 != count || id < min || id > max || (id - min) % step != 0)
    return fail (error, _("cannot tell the shard: the ids of the array are no range (%s, _MIN, _MAX, _STEP, _COUNT); give --shard K/N"),
                 slurm->index);
  if (!is_set (SHARDS) && (count == 1 || min > 1))
    return fail (error, _("cannot tell whether the array is whole: %s is %u, %s is %u; set %s or give --shard K/N"),
                 "SLURM_ARRAY_TASK_MIN", min, slurm->count, count, SHARDS);
  *out_index = (id - min) / step;
  return TRUE;
}

static gboolean
get_index (const Scheduler *scheduler, guint count, guint *out_index, GError **error)
{
  guint index = 0;

  if (scheduler == slurm)
    return get_slurm_index (count, out_index, error);
  if (!get_number (scheduler->index, &index, error))
    return FALSE;
  if (index < scheduler->first || index - scheduler->first >= count)
    return fail (error, _("cannot tell the shard: %s is %u of %u shards"), scheduler->index, index, count);
  *out_index = index - scheduler->first;
  return TRUE;
}

gboolean
msp_shard_auto (MspShard *out_shard, GError **error)
{
  const Scheduler *scheduler = find_scheduler (error);
  guint count = 0, index = 0;

  if (scheduler == NULL || !get_count (scheduler, &count, error) || !get_index (scheduler, count, &index, error))
    return FALSE;
  *out_shard = (MspShard) { index + 1, count };
  return TRUE;
}
