/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/checkpoints.h"

#include <glib/gi18n-lib.h>

#include "base/keyed-hash.h"
#include "pipeline/wire.h"

#define DIGEST_LEN 32
#define N_COUNTS 6

/* The row of progress that belongs to no unit. */
#define SUMMARY_ROW (-1)

/* A unit from the mark on. */
typedef struct {
  guint8 digest[DIGEST_LEN];
  guint8 done, put, has_row;   /* put: the file knows that it is done, or need not */
} Entry;

/* All units below the mark are done or others', and only the digest over them is kept. Numbers in the file are little-endian. */
typedef struct {
  guint64 mark;
  guint64 counts[N_COUNTS];       /* as in MspScanStats */
  guint8  digest[DIGEST_LEN];
} Summary;

struct _MspCheckpoints {
  MspCase      *file;
  MspScanStats *stats;
  MspShard      shard;
  MspDealer    *dealer;    /* NULL: all units are ours */
  MspSampler   *sampler;   /* borrowed; NULL: all units are drawn */
  guint64       mark;
  guint8        digest[DIGEST_LEN];
  guint64       bytes;     /* that were done when the scan began */
  GArray       *entries;   /* Entry of each unit from the mark on that the plan has shown */
  GHashTable   *done;      /* numbers of units behind the mark that were done when the scan began: to their digests, GBytes */
  GHashTable   *states;    /* numbers of units that were begun, to their state, GBytes */
  gint64        committed, interval;   /* monotonic microseconds */
};

static void
get_digest (const MspPlanUnit *unit, guint8 out_digest[DIGEST_LEN])
{
  const MspFile *file = unit->file;
  const guint64 numbers[] = {
    GUINT64_TO_LE (file->size), GUINT64_TO_LE ((guint64) file->mtime), GUINT64_TO_LE (unit->start),
    GUINT64_TO_LE ((guint64) unit->n_parts), GUINT64_TO_LE ((guint64) file->fate),
  };
  gsize len = strlen (file->path);
  g_autofree char *bytes = g_malloc (sizeof numbers + len);

  memcpy (bytes, numbers, sizeof numbers);
  memcpy (bytes + sizeof numbers, file->path, len);
  msp_hash_sha256 (msp_span_new (bytes, sizeof numbers + len), out_digest);
}

/* Adds one more unit to the digest over those below the mark. */
static void
chain (guint8 digest[DIGEST_LEN], const guint8 next[DIGEST_LEN])
{
  char both[2 * DIGEST_LEN];

  memcpy (both, digest, DIGEST_LEN);
  memcpy (both + DIGEST_LEN, next, DIGEST_LEN);
  msp_hash_sha256 (msp_span_new (both, sizeof both), digest);
}

static void
put_counts (const MspScanStats *stats, guint64 counts[N_COUNTS])
{
  const guint64 values[N_COUNTS] = {
    stats->files, stats->bytes, stats->messages, stats->documents, stats->findings, stats->failed,
  };

  for (int i = 0; i < N_COUNTS; i++)
    counts[i] = GUINT64_TO_LE (values[i]);
}

static void
take_counts (MspScanStats *stats, const guint64 counts[N_COUNTS])
{
  guint64 *const values[N_COUNTS] = {
    &stats->files, &stats->bytes, &stats->messages, &stats->documents, &stats->findings, &stats->failed,
  };

  for (int i = 0; i < N_COUNTS; i++)
    *values[i] = GUINT64_FROM_LE (counts[i]);
}

static gboolean
take_row (gpointer data, gint64 unit, MspSpan state, gboolean done, GError **error)
{
  MspCheckpoints *self = data;
  Summary summary;

  if (unit == SUMMARY_ROW && state.len == sizeof summary)
    {
      memcpy (&summary, state.data, sizeof summary);
      self->mark = GUINT64_FROM_LE (summary.mark);
      memcpy (self->digest, summary.digest, sizeof self->digest);
      take_counts (self->stats, summary.counts);
      return TRUE;
    }
  if (unit >= 0 && (done ? state.len == DIGEST_LEN : state.len > DIGEST_LEN))
    {
      gint64 *key = g_new (gint64, 1);

      *key = unit;
      g_hash_table_insert (done ? self->done : self->states, key, g_bytes_new (state.data, state.len));
      return TRUE;
    }
  g_set_error_literal (error, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE, _("the interrupted scan's checkpoints are damaged"));
  return FALSE;
}

static gboolean
fail_changed (const char *path, GError **error)
{
  g_autofree char *valid = path != NULL ? g_utf8_make_valid (path, -1) : NULL;

  if (valid != NULL)
    g_set_error (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_CHANGED,
                 _("'%s' has changed since the interrupted scan; put it back, or begin anew with --restart"), valid);
  else
    g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_CHANGED,
                         _("input files have changed since the interrupted scan; put them back, or begin anew with --restart"));
  return FALSE;
}

/* Whether a unit behind the mark is what it was when something was recorded of it. */
static gboolean
is_same (MspCheckpoints *self, const MspPlanUnit *unit, const guint8 digest[DIGEST_LEN])
{
  gint64 number = (gint64) unit->number;
  GBytes *known = g_hash_table_lookup (self->done, &number);

  if (known == NULL)
    known = g_hash_table_lookup (self->states, &number);
  return known == NULL || memcmp (g_bytes_get_data (known, NULL), digest, DIGEST_LEN) == 0;
}

/* What was put by msp_checkpoints_put, if it is whole. */
static void
take_state (MspAssignment *assignment, MspSpan state)
{
  MspWireRecord record;
  gsize size;

  msp_wire_record_init (&record);
  while ((size = msp_wire_get_size (state)) > 0 && size <= state.len
         && msp_wire_record_read (&record, msp_span_slice (state, 0, size)))
    {
      if (record.type == MSP_WIRE_MARK)
        msp_assignment_move (assignment, &record);
      else if (record.type == MSP_WIRE_SOURCE)
        msp_tally_from_record (&assignment->file_row, &record.source);
      state = msp_span_slice (state, size, state.len);
    }
  msp_wire_record_clear (&record);
  assignment->moved = FALSE;
}

/* Bytes of the unit that were read up to its mark. */
static guint64
get_bytes (MspCheckpoints *self, const MspPlanUnit *unit)
{
  gint64 number = (gint64) unit->number;
  GBytes *state = g_hash_table_lookup (self->states, &number);
  g_autoptr (MspAssignment) assignment = NULL;
  gsize size;

  if (state == NULL)
    return 0;
  const char *bytes = g_bytes_get_data (state, &size);
  assignment = msp_assignment_new (NULL);
  take_state (assignment, msp_span_new (bytes + DIGEST_LEN, size - DIGEST_LEN));
  return assignment->bytes - MIN (assignment->bytes, unit->start);
}

/* Looks for what is recorded among the files that are there now. */
static gboolean
check_inputs (MspCheckpoints *self, MspWalk *inputs, guint64 part, GError **error)
{
  g_autoptr (MspPlan) plan = msp_plan_new (inputs, NULL, part);
  guint64 left = self->mark + g_hash_table_size (self->done) + g_hash_table_size (self->states);
  guint8 digest[DIGEST_LEN] = { 0 }, own[DIGEST_LEN];
  g_autofree char *started = msp_case_dup_run (self->file, "started"), *newer = NULL;
  gint64 since = started != NULL ? g_ascii_strtoll (started, NULL, 10) : G_MAXINT64;

  while (left > 0)
    {
      g_autoptr (MspPlanUnit) unit = msp_plan_next (plan);
      gint64 number = unit != NULL ? (gint64) unit->number : 0;

      if (unit == NULL)
        return fail_changed (newer, error);
      if (newer == NULL && unit->file->mtime >= since)
        newer = g_strdup (unit->file->path);
      get_digest (unit, own);
      if (unit->number < self->mark)
        chain (digest, own);
      if (unit->number + 1 == self->mark && memcmp (digest, self->digest, DIGEST_LEN) != 0)
        return fail_changed (newer, error);
      if (unit->number >= self->mark && !is_same (self, unit, own))
        return fail_changed (unit->file->path, error);
      self->bytes += get_bytes (self, unit);
      left -= unit->number < self->mark || g_hash_table_contains (self->done, &number)
              || g_hash_table_contains (self->states, &number);
    }
  return TRUE;
}

MspCheckpoints *
msp_checkpoints_new (MspCase *file, MspShard shard, MspWalk *inputs, guint64 part, MspScanStats *stats, GError **error)
{
  g_autoptr (MspCheckpoints) self = g_new0 (MspCheckpoints, 1);

  self->file = file;
  self->stats = stats;
  self->shard = shard;
  self->dealer = shard.count > 1 ? msp_dealer_new (shard.count) : NULL;
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  self->done = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->states = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->committed = g_get_monotonic_time ();
  self->interval = MSP_CHECKPOINTS_INTERVAL;
  if (!msp_case_is_continued (file))
    return g_steal_pointer (&self);
  if (!msp_case_each_progress (file, take_row, self, error) || !check_inputs (self, inputs, part, error))
    return NULL;
  self->bytes += stats->bytes;
  return g_steal_pointer (&self);
}

guint64
msp_checkpoints_get_bytes (const MspCheckpoints *self)
{
  return self->bytes;
}

void
msp_checkpoints_set_sampler (MspCheckpoints *self, MspSampler *sampler)
{
  self->sampler = sampler;
}

void
msp_checkpoints_set_interval (MspCheckpoints *self, gint64 interval)
{
  self->interval = interval;
}

/* What is below the mark needs none. */
static void
add_entry (MspCheckpoints *self, const MspPlanUnit *unit, gboolean ready, gboolean has_row)
{
  Entry entry = { .done = ready != FALSE, .put = ready != FALSE, .has_row = has_row != FALSE };

  if (unit->number < self->mark)
    return;
  get_digest (unit, entry.digest);
  g_array_append_val (self->entries, entry);
}

MspPlanOwner
msp_checkpoints_choose (gpointer data, const MspPlanUnit *unit)
{
  MspCheckpoints *self = data;
  gint64 number = (gint64) unit->number;
  gboolean ours = self->dealer == NULL || msp_dealer_deal (self->dealer, unit) == self->shard.number;
  gboolean was_done = g_hash_table_contains (self->done, &number);
  gboolean done = was_done || unit->number < self->mark;
  gboolean drawn = self->sampler == NULL || msp_sampler_draw (self->sampler, unit);

  add_entry (self, unit, done || !ours, was_done || g_hash_table_contains (self->states, &number));
  g_hash_table_remove (self->done, &number);
  return !ours ? MSP_PLAN_OTHERS : done ? MSP_PLAN_DONE : drawn ? MSP_PLAN_MINE : MSP_PLAN_LATER;
}

static Entry *
get_entry (MspCheckpoints *self, const MspPlanUnit *unit)
{
  return &g_array_index (self->entries, Entry, unit->number - self->mark);
}

void
msp_checkpoints_restore (MspCheckpoints *self, MspAssignment *assignment)
{
  gint64 number = (gint64) assignment->unit->number;
  GBytes *state = g_hash_table_lookup (self->states, &number);
  gsize size;

  if (state == NULL)
    return;
  const char *bytes = g_bytes_get_data (state, &size);
  take_state (assignment, msp_span_new (bytes + DIGEST_LEN, size - DIGEST_LEN));
  g_hash_table_remove (self->states, &number);
}

/* Without the steps that broke a worker: whoever killed this process may have killed the workers first. */
gboolean
msp_checkpoints_put (MspCheckpoints *self, MspAssignment *assignment, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Entry *entry = get_entry (self, assignment->unit);

  if (!assignment->moved)
    return TRUE;
  g_byte_array_append (out, entry->digest, DIGEST_LEN);
  msp_wire_put_mark (out, &assignment->mark, assignment->bytes);
  if (assignment->file_row.kind != NULL)
    {
      const MspSourceRecord row = msp_tally_to_record (&assignment->file_row);

      msp_wire_put_source (out, &row);
    }
  assignment->moved = FALSE;
  entry->has_row = TRUE;
  const MspSpan state = { (const char *) out->data, out->len };
  return msp_case_put_progress (self->file, (gint64) assignment->unit->number, state, FALSE, error);
}

void
msp_checkpoints_end (MspCheckpoints *self, const MspPlanUnit *unit)
{
  get_entry (self, unit)->done = TRUE;
}

gboolean
msp_checkpoints_is_due (const MspCheckpoints *self)
{
  return msp_case_is_due (self->file)
         || (msp_case_is_pending (self->file) && g_get_monotonic_time () - self->committed >= self->interval);
}

/* The mark moves over all units that are done; their rows go. */
static gboolean
move_mark (MspCheckpoints *self, GError **error)
{
  guint n = 0;

  for (; n < self->entries->len && g_array_index (self->entries, Entry, n).done; n++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, n);

      if (entry->has_row && !msp_case_drop_progress (self->file, (gint64) (self->mark + n), error))
        return FALSE;
      chain (self->digest, entry->digest);
    }
  self->mark += n;
  g_array_remove_range (self->entries, 0, n);
  return TRUE;
}

static gboolean
put_done (MspCheckpoints *self, GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!entry->done || entry->put)
        continue;
      const MspSpan state = { (const char *) entry->digest, DIGEST_LEN };
      if (!msp_case_put_progress (self->file, (gint64) (self->mark + i), state, TRUE, error))
        return FALSE;
      entry->put = entry->has_row = TRUE;
    }
  return TRUE;
}

gboolean
msp_checkpoints_write (MspCheckpoints *self, GError **error)
{
  Summary summary = { 0 };

  if (!move_mark (self, error) || !put_done (self, error))
    return FALSE;
  summary.mark = GUINT64_TO_LE (self->mark);
  memcpy (summary.digest, self->digest, sizeof summary.digest);
  put_counts (self->stats, summary.counts);
  return msp_case_put_progress (self->file, SUMMARY_ROW, msp_span_new ((const char *) &summary, sizeof summary), FALSE, error);
}

gboolean
msp_checkpoints_commit (MspCheckpoints *self, GError **error)
{
  self->committed = g_get_monotonic_time ();
  return msp_checkpoints_write (self, error) && msp_case_commit (self->file, error);
}

void
msp_checkpoints_free (MspCheckpoints *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->dealer, msp_dealer_free);
  g_array_unref (self->entries);
  g_hash_table_unref (self->done);
  g_hash_table_unref (self->states);
  g_free (self);
}
