/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/case.h"

#include <criterion/criterion.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "report/formats.h"
#include "support/sample-case.h"

static char *folder, *key;

static void
begin (void)
{
  folder = sample_case_dup_folder ();
  key = g_build_filename (folder, "key", NULL);
  cr_assert (g_file_set_contents_full (key, "0123456789abcdef0123456789abcdef", 32, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
end (void)
{
  sample_case_remove (folder);
  g_free (folder);
  g_free (key);
}

TestSuite (merge, .init = begin, .fini = end);

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
expect_equal_files (const char *left, const char *right, const char *name)
{
  g_autofree char *a = g_build_filename (left, name, NULL), *b = g_build_filename (right, name, NULL), *x = NULL, *y = NULL;
  gsize x_len, y_len;

  cr_assert (g_file_get_contents (a, &x, &x_len, NULL) && g_file_get_contents (b, &y, &y_len, NULL), "%s", name);
  cr_expect (x_len == y_len && memcmp (x, y, x_len) == 0, "%s", name);
}

/* Every format of report below a folder of this name. */
static char *
write_reports (MspCase *source, const char *name)
{
  char *target = in_folder (name);
  g_autoptr (GError) error = NULL;

  g_mkdir (target, 0700);
  for (const MspFormat *format = msp_formats_get_table (); format->name != NULL; format++)
    {
      g_autofree char *file = g_build_filename (target, format->name, NULL);

      cr_assert (format->write (source, NULL, file, FALSE, &error), "%s", error ? error->message : "");
    }
  return target;
}

static void
expect_equal_reports (const char *left, const char *right)
{
  g_autofree char *tables = g_build_filename (left, "csv", NULL);
  g_autoptr (GDir) dir = g_dir_open (tables, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename ("csv", name, NULL);

      expect_equal_files (left, right, file);
    }
  expect_equal_files (left, right, "text");
  expect_equal_files (left, right, "json");
}

Test (merge, every_report_is_that_of_the_whole_scan)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 2, 0, 1 } };
  g_autofree char *whole_path = in_folder ("whole.case");
  g_autoptr (MspCase) whole = sample_case_new (whole_path, key);
  g_autofree char *expected = write_reports (whole, "whole");

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *out = in_folder ("merged.case");
      g_auto (GStrv) inputs = g_new0 (char *, 4);
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < 3; k++)
        {
          g_autofree char *name = g_strdup_printf ("%u.case", orders[i][k]);

          inputs[k] = in_folder (name);
          msp_case_free (sample_case_new_shard (inputs[k], key, orders[i][k]));
        }
      cr_assert (msp_case_merge (out, (const char *const *) inputs, key, &error), "%s", error ? error->message : "");
      g_autoptr (MspCase) merged = msp_case_open (out, &error);
      g_autofree char *actual = write_reports (merged, i == 0 ? "first" : "second");
      expect_equal_reports (expected, actual);
    }
}

Test (merge, refuses_what_overlaps_or_differs_and_leaves_nothing)
{
  g_autofree char *a = in_folder ("a.case"), *b = in_folder ("b.case"), *c = in_folder ("c.case"), *out = in_folder ("out.case");
  g_autofree char *part = in_folder ("out.case.part"), *out_key = in_folder ("out.case.key");
  g_autofree char *open = in_folder ("open.case"), *open_part = in_folder ("open.case.part");
  const struct { const char *inputs[3], *words; } refused[] = {
    { { a, a, NULL }, "in more than one" },
    { { a, b, NULL }, "key_id" },
    { { a, c, NULL }, "rules_hash" },
    { { a, open_part, NULL }, "not complete" },
  };
  MspRunRecord run = { .rules_hash = "other" };
  g_autoptr (MspCase) other = NULL;

  msp_case_free (sample_case_new_shard (a, key, 0));
  msp_case_free (sample_case_new_shard (b, NULL, 1));
  other = msp_case_create (c, key, &run, NULL);
  cr_assert (msp_case_finish (other, 1, NULL));
  msp_case_free (sample_case_begin (open, key));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      cr_expect_not (msp_case_merge (out, refused[i].inputs, i % 2 == 0 ? key : NULL, &error), "row %d", (int) i);
      cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_MERGE), "row %d: %s", (int) i,
                 error ? error->message : "");
      cr_expect (error != NULL && (i == 2 || strstr (error->message, refused[i].words) != NULL), "row %d: %s", (int) i,
                 error ? error->message : "");
      cr_expect_not (g_file_test (out_key, G_FILE_TEST_EXISTS), "row %d", (int) i);
      cr_expect_not (g_file_test (out, G_FILE_TEST_EXISTS) || g_file_test (part, G_FILE_TEST_EXISTS), "row %d", (int) i);
    }
}
