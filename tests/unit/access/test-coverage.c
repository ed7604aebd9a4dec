/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/bound.h"
#include "access/coverage.h"
#include "scene.h"
#include "support/sample-case.h"
#include "support/scratch.h"

TestSuite (coverage);

static const struct {
  const char *settings, *window;
  gboolean    is_complete;
  MspGrade    grade;
  gboolean    is_off;
} grades[] = {
  { NULL, NULL, TRUE, MSP_GRADE_ASSUMED, FALSE },
  { NULL, "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", TRUE, MSP_GRADE_ASSUMED, FALSE },
  { NULL, "2026-03-01/2026-03-09", TRUE, MSP_GRADE_NONE, FALSE },
  { "UserPrincipalName,AuditEnabled\npat@agency.example,True\n", "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", TRUE, MSP_GRADE_PROVED, FALSE },
  { "UserPrincipalName,AuditEnabled\nPat@Agency.example,True\n", "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", FALSE, MSP_GRADE_ASSUMED, FALSE },
  { "UserPrincipalName,AuditEnabled\npat@agency.example,False\n", NULL, TRUE, MSP_GRADE_NONE, TRUE },
  { "UserPrincipalName,AuditEnabled,AuditBypassEnabled\npat@agency.example,True,True\n", NULL, TRUE, MSP_GRADE_NONE, TRUE },
  { "UserPrincipalName,AuditEnabled,AuditOwner\npat@agency.example,True,\"Update, Send\"\n", NULL, TRUE, MSP_GRADE_NONE, TRUE },
  { "UserPrincipalName,AuditEnabled,AuditDelegate\npat@agency.example,True,Update\n", NULL, TRUE, MSP_GRADE_NONE, TRUE },
  { "UserPrincipalName\npat@agency.example\n", "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", TRUE, MSP_GRADE_ASSUMED, FALSE },
  { "UserPrincipalName,AuditEnabled\ndana@agency.example,False\n", NULL, TRUE, MSP_GRADE_ASSUMED, FALSE },
};

Test (coverage, the_right_to_say_not_shown_is_graded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (grades); i++)
    {
      g_autofree char *folder = scratch_new ();
      g_autofree char *settings = grades[i].settings != NULL ? scratch_write (folder, "mailboxes.csv", grades[i].settings, -1) : NULL;
      MspExposure window;
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 0, SCENE_TRUSTED, "<a@agency.example>", 1);
      scene_bind (&scene, 7200, SCENE_TRUSTED, "<a@agency.example>", 1);
      scene_end (&scene);
      cr_assert (msp_exposure_init (&window, scene.trail, grades[i].window, NULL));
      g_autoptr (MspCoverage) coverage = msp_coverage_new (scene.index, &window, settings, 0, 0, grades[i].is_complete, NULL);
      cr_assert_not_null (coverage);
      MspCoverageGrade grade = msp_coverage_get (coverage, msp_trail_get (scene.trail, 0)->mailbox);
      cr_expect_eq (grade.grade, grades[i].grade, "row %zu", i);
      cr_expect_eq (grade.is_audit_off, grades[i].is_off, "row %zu", i);
      scene_clear (&scene);
      scratch_remove (folder);
    }
}

Test (coverage, weeks_without_a_record_are_a_hole)
{
  static const struct {
    const char *window;
    MspGrade    grade;
  } holes[] = {
    { "2026-03-04/2026-03-30", MSP_GRADE_NONE },
    { "2026-03-16/2026-03-17", MSP_GRADE_NONE },
    { "2026-03-04/2026-03-08", MSP_GRADE_ASSUMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (holes); i++)
    {
      const int days[] = { 0, 6, 9, 25, 30 };
      MspExposure window;
      Scene scene;

      scene_begin (&scene);
      for (gsize n = 0; n < G_N_ELEMENTS (days); n++)
        scene_bind (&scene, days[n] * 86400, SCENE_TRUSTED, "<a@agency.example>", 1);
      scene_end (&scene);
      cr_assert (msp_exposure_init (&window, scene.trail, holes[i].window, NULL));
      g_autoptr (MspCoverage) coverage = msp_coverage_new (scene.index, &window, NULL, 0, 0, TRUE, NULL);
      cr_expect_eq (msp_coverage_get (coverage, msp_trail_get (scene.trail, 0)->mailbox).grade, holes[i].grade, "row %zu", i);
      scene_clear (&scene);
    }
}

static void
add_flow (Scene *scene, gint64 at, const char *ip, guint64 bytes)
{
  MspEvent event = scene_event (MSP_EVENT_FLOW, at, ip);

  event.mailbox = "";
  event.bytes = bytes;
  event.has_bytes = TRUE;
  event.end = event.time + 10;
  scene_add (scene, &event);
}

Test (coverage, bytes_bound_what_can_have_left_only_if_all_of_them_were_counted)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) made = sample_case_new (path, NULL);
  static const struct {
    const char *window;
    guint64     bytes;
    gboolean    is_sampled, is_bound;
  } bounds[] = {
    { "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", 10, FALSE, TRUE },
    { "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", 10, TRUE, FALSE },
    { "2026-03-01/2026-03-09", 10, FALSE, FALSE },
    { "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", 1 << 30, FALSE, FALSE },
    { NULL, 10, FALSE, FALSE },
  };

  g_clear_pointer (&made, msp_case_free);
  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
      MspExposure window;
      MspBound bound;
      Scene scene;

      scene_begin (&scene);
      add_flow (&scene, 0, SCENE_UNKNOWN, 1);
      add_flow (&scene, 900, SCENE_HOSTILE, bounds[i].bytes);
      add_flow (&scene, 900, SCENE_TRUSTED, 1 << 30);
      add_flow (&scene, 7200, SCENE_UNKNOWN, 1);
      scene_end (&scene);
      cr_assert (msp_exposure_init (&window, scene.trail, bounds[i].window, NULL));
      msp_bound_init (&bound, scene.index, &window, bounds[i].is_sampled);
      cr_assert (msp_bound_fit (&bound, writer, 4, NULL));
      cr_expect_eq (bound.is_bound, bounds[i].is_bound, "row %zu", i);
      cr_expect_leq (bound.messages, bound.archive_messages);
      cr_expect_gt (bound.archive_messages, 0);
      scene_clear (&scene);
    }
  sample_case_remove (folder);
}

/* Nobody knows that it flowed at another time, nor that anything was counted before the window. */
Test (coverage, a_flow_without_a_time_counts_and_covers_nothing)
{
  MspEvent event = scene_event (MSP_EVENT_FLOW, 0, SCENE_HOSTILE);
  MspExposure window;
  MspBound bound;
  Scene scene;

  scene_begin (&scene);
  event.time = MSP_TIME_UNKNOWN;
  event.bytes = 1000;
  event.has_bytes = TRUE;
  scene_add (&scene, &event);
  add_flow (&scene, 7200, SCENE_UNKNOWN, 1);
  scene_end (&scene);
  cr_assert (msp_exposure_init (&window, scene.trail, "2026-03-03T00:10:00Z/2026-03-03T00:20:00Z", NULL));
  msp_bound_init (&bound, scene.index, &window, FALSE);
  cr_expect_eq (bound.bytes, 1000);
  cr_expect_not (bound.covers_window);
  scene_clear (&scene);
}

Test (coverage, records_of_an_assumed_zone_reach_both_sides_only_if_no_zone_takes_them_back)
{
  static const struct {
    const char *window;
    MspGrade    grade;
  } windows[] = {
    { "2026-03-03T15:00:00Z/2026-03-04T09:00:00Z", MSP_GRADE_ASSUMED },
    { "2026-03-03T13:00:00Z/2026-03-04T09:00:00Z", MSP_GRADE_NONE },
    { "2026-03-03T15:00:00Z/2026-03-04T11:00:00Z", MSP_GRADE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      MspEvent event = scene_event (MSP_EVENT_SYNC, 0, SCENE_TRUSTED);
      MspExposure window;
      Scene scene;

      scene_begin (&scene);
      event.clock = MSP_CLOCK_ASSUMED;
      scene_add (&scene, &event);
      event.time += 2 * 86400;
      scene_add (&scene, &event);
      scene_end (&scene);
      cr_assert (msp_exposure_init (&window, scene.trail, windows[i].window, NULL));
      g_autoptr (MspCoverage) coverage = msp_coverage_new (scene.index, &window, NULL, 0, 0, TRUE, NULL);
      cr_expect_eq (msp_coverage_get (coverage, msp_trail_get (scene.trail, 0)->mailbox).grade, windows[i].grade, "row %zu", i);
      scene_clear (&scene);
    }
}
