/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <sqlite3.h>

#include "store/access.h"
#include "support/sample-case.h"

TestSuite (access_tables);

/* Notes every mail of the case as accessed. */
static gint64
accuse_all (const char *path)
{
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (writer, MSP_ACCESS_COPIES, NULL);
  MspAccessFactRow fact = { "as_of", "2026-03-08" };
  MspAccessCopyRow copy;
  gboolean end;
  gint64 n = 0;

  while (msp_access_cursor_next (cursor, &copy, &end, NULL) && !end)
    {
      MspAccessVerdictRow verdict = {
        .message = copy.id, .place = copy.place, .basis = "BIND", .first = 5, .last = MSP_DATE_UNKNOWN, .join = "exact", .copies = 1,
      };

      cr_assert (msp_access_writer_put (writer, MSP_ACCESS_VERDICTS, &verdict, NULL));
      n++;
    }
  cr_assert (msp_access_writer_put (writer, MSP_ACCESS_FACTS, &fact, NULL));
  g_clear_pointer (&cursor, msp_access_cursor_free);
  cr_assert (msp_access_writer_commit (writer, NULL));
  return n;
}

static void
expect_verdicts (const char *path, gint64 expected)
{
  g_autoptr (MspCase) source = msp_case_open (path, NULL);
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_RESULTS, NULL);
  g_autofree char *fact = msp_access_dup_fact (source, "as_of"), *none = msp_access_dup_fact (source, "no such fact");
  MspAccessResultRow row;
  gboolean end;
  gint64 n = 0;

  cr_expect (msp_access_has_run (source));
  while (msp_access_cursor_next (cursor, &row, &end, NULL) && !end)
    {
      cr_expect_str_eq (row.verdict.message, row.copy.id);
      cr_expect_str_eq (row.verdict.basis, "BIND");
      cr_expect_str_eq (row.verdict.join, "exact");
      cr_expect_eq (row.verdict.first, 5);
      cr_expect_eq (row.verdict.last, MSP_DATE_UNKNOWN);
      n++;
    }
  cr_expect_eq (n, expected);
  cr_expect_str_eq (fact, "2026-03-08");
  cr_expect_null (none);
}

Test (access_tables, a_second_run_replaces_the_first)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) made = sample_case_new (path, NULL);

  cr_expect_not (msp_access_has_run (made));
  g_clear_pointer (&made, msp_case_free);
  cr_expect_gt (accuse_all (path), 0);
  expect_verdicts (path, accuse_all (path));
  sample_case_remove (folder);
}

Test (access_tables, nothing_stays_of_a_run_that_was_not_committed)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) made = sample_case_new (path, NULL);
  MspAccessFactRow fact = { "as_of", "never" };

  g_clear_pointer (&made, msp_case_free);
  gint64 n = accuse_all (path);
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
  cr_assert (msp_access_writer_put (writer, MSP_ACCESS_FACTS, &fact, NULL));
  g_clear_pointer (&writer, msp_access_writer_free);
  expect_verdicts (path, n);
  sample_case_remove (folder);
}

Test (access_tables, a_date_that_is_not_known_does_not_take_that_of_the_row_before)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) made = sample_case_new (path, NULL);
  MspAccessTimelineRow rows[] = { { .time = 5, .text = "a" }, { .time = MSP_DATE_UNKNOWN, .text = "b" } };
  MspAccessEventRow event;
  gboolean end;

  g_clear_pointer (&made, msp_case_free);
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_assert (msp_access_writer_put (writer, MSP_ACCESS_TIMELINE, &rows[i], NULL));
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (writer, MSP_ACCESS_EVENTS, NULL);
  cr_assert (msp_access_cursor_next (cursor, &event, &end, NULL) && !end);
  cr_expect_eq (event.event.time, MSP_DATE_UNKNOWN);
  cr_expect_str_eq (event.event.text, "b");
  cr_expect_str_eq (event.locator, "");
  sample_case_remove (folder);
}

static void
copy_file (const char *from, const char *to, const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL), *target = g_strconcat (to, suffix, NULL), *data = NULL;
  gsize len;

  cr_assert (g_file_get_contents (source, &data, &len, NULL));
  cr_assert (g_file_set_contents (target, data, (gssize) len, NULL));
}

/* The files as they lie there in the middle are what a killed command leaves. */
Test (access_tables, a_case_can_be_read_after_a_kill_in_the_middle)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autofree char *left = g_build_filename (folder, "left.case", NULL);
  g_autoptr (MspCase) made = sample_case_new (path, NULL);
  sqlite3 *handle = NULL;

  g_clear_pointer (&made, msp_case_free);
  gint64 n = accuse_all (path);
  cr_assert_eq (sqlite3_open (path, &handle), SQLITE_OK);
  /* More than the cache holds, so that the file itself has changed. */
  cr_assert_eq (sqlite3_exec (handle, "PRAGMA cache_size = 1; BEGIN; DELETE FROM access_fact; DELETE FROM access_verdict; CREATE TABLE pile (x);"
                              " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                              " INSERT INTO pile SELECT randomblob (1000) FROM n", NULL, NULL, NULL), SQLITE_OK);
  copy_file (path, left, "");
  copy_file (path, left, "-journal");
  sqlite3_close (handle);
  expect_verdicts (left, n);
  sample_case_remove (folder);
}

Test (access_tables, words_are_those_of_the_reports)
{
  cr_expect_str_eq (msp_access_verdict_get_name (MSP_VERDICT_PRESUMED), "presumed_accessed");
  cr_expect_str_eq (msp_access_verdict_get_name (MSP_N_VERDICTS), "");
  cr_expect_str_eq (msp_actor_class_get_name (MSP_ACTOR_UNKNOWN), "unknown");
  cr_expect_str_eq (msp_acquired_get_name (MSP_ACQUIRED_YES), "yes");
}
