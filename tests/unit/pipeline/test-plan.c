/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/plan.h"

#include <criterion/criterion.h>

#include "support/scanner.h"

/* Sizes of files against parts of 100 bytes, and how many units each makes. */
static const struct {
  gssize size;
  guint  parts;
} cases[] = { { 0, 1 }, { 1, 1 }, { 100, 1 }, { 101, 1 }, { 149, 1 }, { 150, 2 }, { 249, 2 }, { 250, 3 }, { 1000, 10 } };

Test (plan, parts_cover_each_file_once_and_are_numbered)
{
  g_autofree char *directory = scratch_new ();
  g_autofree char *data = g_strnfill (1000, 'x');
  const char *const paths[] = { directory, NULL };
  guint64 number = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%zu", i);

      g_free (scratch_write (directory, name, data, cases[i].size));
    }
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, NULL);
  g_autoptr (MspPlan) plan = msp_plan_new (walk, NULL, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint part = 0; part < cases[i].parts; part++)
      {
        g_autoptr (MspPlanUnit) unit = msp_plan_next (plan);

        cr_assert_not_null (unit);
        cr_expect_eq (unit->number, number++);
        cr_expect_eq (unit->n_parts, cases[i].parts, "size %zd", cases[i].size);
        cr_expect_eq (unit->start, part * 100);
        cr_expect_eq (unit->end, part + 1 == cases[i].parts ? G_MAXUINT64 : (part + 1) * 100);
        cr_expect_eq (unit->file->size, (guint64) cases[i].size);
      }
  cr_expect_null (msp_plan_next (plan));
  scratch_remove (directory);
}

Test (plan, what_cannot_be_cut_is_one_unit)
{
  static const char *const heads[] = { "PK\3\4", "\x1f\x8b\b", "\xfd" "7zXZ", "BZh91AY&SY" };
  g_autofree char *directory = scratch_new ();
  const char *const paths[] = { directory, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *data = g_malloc0 (1000), *name = g_strdup_printf ("%zu", i);

      memcpy (data, heads[i], strlen (heads[i]));
      g_free (scratch_write (directory, name, data, 1000));
    }
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, NULL);
  g_autoptr (MspPlan) plan = msp_plan_new (walk, NULL, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (MspPlanUnit) unit = msp_plan_next (plan);

      cr_assert_not_null (unit);
      cr_expect_eq (unit->n_parts, 1, "%zu", i);
      cr_expect_eq (unit->start, 0);
      cr_expect_eq (unit->end, G_MAXUINT64);
    }
  cr_expect_null (msp_plan_next (plan));
  scratch_remove (directory);
}
