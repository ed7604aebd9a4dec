/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/checkpoints.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <utime.h>

#include "support/scanner.h"

#define PART 100

/* One scan of a directory, from its begin to its interruption. */
typedef struct {
  MspCase        *file;
  MspWalk        *walk;
  MspPlan        *plan;
  MspCheckpoints *checkpoints;
  MspScanStats    stats;
} Session;

static char *directory, *case_path;

static void
begin (void)
{
  g_autofree char *data = g_strnfill (500, 'x');

  directory = scratch_new ();
  case_path = g_strconcat (directory, ".case", NULL);
  g_free (scratch_write (directory, "a", data, 10));
  g_free (scratch_write (directory, "b", data, 430));   /* four parts */
  g_free (scratch_write (directory, "c", data, 20));
  g_free (scratch_write (directory, "d", data, 30));
}

static void
end (void)
{
  static const char *const suffixes[] = { "", ".part", ".part-journal", ".key" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (case_path, suffixes[i], NULL);

      (void) g_unlink (name);
    }
  scratch_remove (directory);
  g_free (directory);
  g_free (case_path);
}

TestSuite (checkpoints, .init = begin, .fini = end);

static gboolean
open_session (Session *self, MspShard shard, GError **error)
{
  const char *const paths[] = { directory, NULL };
  g_autoptr (MspWalk) inputs = msp_walk_new (paths, NULL, NULL);
  const MspRunRecord run = { .started = 1 };

  *self = (Session) { .file = msp_case_reopen (case_path, NULL, &run, FALSE, NULL), .walk = msp_walk_new (paths, NULL, NULL) };
  cr_assert_not_null (self->file);
  self->plan = msp_plan_new (self->walk, NULL, PART);
  self->checkpoints = msp_checkpoints_new (self->file, shard, inputs, PART, &self->stats, error);
  if (self->checkpoints != NULL)
    msp_plan_set_choice (self->plan, msp_checkpoints_choose, self->checkpoints);
  return self->checkpoints != NULL;
}

static void
close_session (Session *self)
{
  msp_plan_free (self->plan);
  msp_walk_free (self->walk);
  msp_checkpoints_free (self->checkpoints);
  msp_case_free (self->file);
}

static const MspShard all = { 0, 0 };

static MspAssignment *
next_assignment (Session *self)
{
  MspPlanUnit *unit = msp_plan_next (self->plan);
  MspAssignment *assignment = unit != NULL ? msp_assignment_new (unit) : NULL;

  if (assignment != NULL)
    msp_checkpoints_restore (self->checkpoints, assignment);
  return assignment;
}

static void
end_unit (Session *self, MspAssignment *assignment)
{
  self->stats.messages++;
  msp_checkpoints_end (self->checkpoints, assignment->unit);
  msp_assignment_free (assignment);
}

/* As if the worker's mark had come in. */
static void
move (MspAssignment *assignment, guint64 steps, const char *locator)
{
  MspTally *row = g_new0 (MspTally, 1);

  msp_tally_init (row, locator, NULL);
  row->messages = steps;
  row->bytes[MSP_FATE_READ] = 7 * steps;
  g_ptr_array_set_size (assignment->mark.rows, 0);
  g_ptr_array_add (assignment->mark.rows, row);
  assignment->mark.steps = steps;
  assignment->bytes = 11 * steps;
  assignment->moved = TRUE;
}

/* Units 0 and 2 are over, 1 and 3 at work. */
static void
interrupt_scan (void)
{
  MspAssignment *units[4];
  const MspSourceRecord row = { .locator = "r/b", .kind = "mbox", .size = 5, .bytes = { 5 }, .detail = "why" };
  Session session;

  cr_assert (open_session (&session, all, NULL));
  for (int i = 0; i < 4; i++)
    units[i] = next_assignment (&session);
  end_unit (&session, units[0]);
  end_unit (&session, units[2]);
  move (units[1], 3, "r/b");
  move (units[3], 9, "r/b");
  msp_tally_from_record (&units[3]->file_row, &row);
  cr_assert (msp_checkpoints_put (session.checkpoints, units[1], NULL));
  cr_assert (msp_checkpoints_put (session.checkpoints, units[3], NULL));
  cr_assert (msp_checkpoints_commit (session.checkpoints, NULL));
  move (units[1], 4, "r/b");                             /* nobody will know */
  end_unit (&session, units[3]);
  msp_assignment_free (units[1]);
  close_session (&session);
}

static gboolean
count_row (gpointer data, gint64 unit, MspSpan state, gboolean done, GError **error)
{
  ++*(guint *) data;
  return TRUE;
}

Test (checkpoints, units_go_on_where_they_were_kept)
{
  static const guint64 left[] = { 1, 3, 4, 5, 6 };
  Session session;
  guint rows = 0;

  interrupt_scan ();
  cr_assert (open_session (&session, all, NULL));
  cr_expect_eq (session.stats.messages, 2);
  /* Of unit 3, which begins at 200, byte 99 was the last heard of. */
  cr_expect_eq (msp_checkpoints_get_bytes (session.checkpoints), 33);
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      MspAssignment *assignment = next_assignment (&session);
      guint64 steps = i == 0 ? 3 : i == 1 ? 9 : 0;

      cr_assert_not_null (assignment);
      cr_expect_eq (assignment->unit->number, left[i]);
      cr_expect_eq (assignment->unit->n_mine, i < 3 ? 3 : 1);
      cr_expect_eq (assignment->mark.steps, steps);
      cr_expect_eq (assignment->bytes, 11 * steps);
      cr_assert_eq (assignment->mark.rows->len, steps > 0);
      if (steps > 0)
        {
          const MspTally *row = g_ptr_array_index (assignment->mark.rows, 0);

          cr_expect (row->messages == steps && row->bytes[MSP_FATE_READ] == 7 * steps);
        }
      cr_expect_eq (assignment->file_row.kind != NULL, i == 1);
      cr_expect (i != 1 || (assignment->file_row.size == 5 && g_strcmp0 (assignment->file_row.detail, "why") == 0));
      end_unit (&session, assignment);
      cr_assert (msp_checkpoints_commit (session.checkpoints, NULL));
    }
  cr_expect_null (next_assignment (&session));
  cr_assert (msp_case_each_progress (session.file, count_row, &rows, NULL));
  cr_expect_eq (rows, 1, "units that are over leave no rows, but %u are there", rows);
  close_session (&session);
  cr_assert (open_session (&session, all, NULL));
  cr_expect_null (next_assignment (&session), "nothing is left to be done");
  cr_expect_eq (session.stats.messages, 7);
  close_session (&session);
}

static void
write_file (const char *name, gssize size)
{
  g_autofree char *data = g_strnfill (500, 'y');

  g_free (scratch_write (directory, name, data, size));
}

static void
set_time (const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  const struct utimbuf times = { 86400, 86400 };

  cr_assert_eq (utime (path, &times), 0);
}

static void
remove_file (const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  cr_assert_eq (g_unlink (path), 0);
}

/* What happens to the inputs between the two scans, and whether it matters: of a, b something is recorded, of c, d nothing. */
static const struct {
  const char *name;
  gssize      size;     /* written anew with so many bytes; -1: another time; -2: removed */
  gboolean    matters;
} changes[] = {
  { "a", 11, TRUE }, { "a", -1, TRUE }, { "a", -2, TRUE }, { "b", 431, TRUE }, { "b", -1, TRUE }, { "b", -2, TRUE }, { "0", 5, TRUE },
  { "aa", 5, TRUE }, { "c", 21, FALSE }, { "c", -1, FALSE }, { "d", -2, FALSE }, { "e", 5, FALSE }, { "bb", 5, FALSE },
};

Test (checkpoints, inputs_that_changed_are_noticed)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      Session session;

      if (i > 0)
        {
          end ();
          begin ();
        }
      interrupt_scan ();
      if (changes[i].size >= 0)
        write_file (changes[i].name, changes[i].size);
      else
        (changes[i].size == -1 ? set_time : remove_file) (changes[i].name);
      gboolean good = open_session (&session, all, &error);
      cr_expect_eq (good, !changes[i].matters, "row %zu", i);
      cr_expect (good || g_error_matches (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_CHANGED), "row %zu", i);
      close_session (&session);
    }
}

Test (checkpoints, each_unit_is_one_shards)
{
  guint owners[7] = { 0 };
  g_autofree char *digest = NULL;

  for (guint k = 1; k <= 3; k++)
    {
      const MspShard shard = { k, 3 };
      MspAssignment *assignment;
      Session session;

      cr_assert (open_session (&session, shard, NULL));
      while ((assignment = next_assignment (&session)) != NULL)
        {
          cr_assert_lt (assignment->unit->number, 7);
          owners[assignment->unit->number]++;
          end_unit (&session, assignment);
        }
      cr_assert (msp_checkpoints_commit (session.checkpoints, NULL));
      g_autofree char *own = msp_plan_dup_digest (session.plan);
      cr_expect (digest == NULL || g_str_equal (digest, own));
      g_free (digest);
      digest = g_steal_pointer (&own);
      close_session (&session);
      cr_assert (open_session (&session, shard, NULL));
      cr_expect_null (next_assignment (&session), "nothing is left of shard %u", k);
      close_session (&session);
      g_autofree char *part = g_strconcat (case_path, ".part", NULL);
      cr_assert_eq (g_unlink (part), 0);
    }
  for (int i = 0; i < 7; i++)
    cr_expect_eq (owners[i], 1, "unit %d has %u owners", i, owners[i]);
}
