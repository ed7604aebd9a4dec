/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/roots.h"
#include "report/verify.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

#include "support/sample-case.h"

static const char *const roots[] = { "leak", "/srv/leak", "leak~2", "/mnt/odd name", "stdin", "", NULL };

static const struct { const char *locator, *path; } paths[] = {
  { "leak/jane.mbox", "/srv/leak/jane.mbox" }, { "leak", "/srv/leak" }, { "leak~2/a", "/mnt/odd name/a" },
  { "leak/a%21b%FF", "/srv/leak/a!b\xff" }, { "leaky/a", NULL }, { "stdin", NULL }, { "leak/a.zip!/b", NULL },
  { "leak/jane.mbox@0", NULL }, { "%", NULL },
};

Test (verify, locators_lead_back_to_paths)
{
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = msp_verify_dup_path (roots, paths[i].locator);

      cr_expect_eq (g_strcmp0 (path, paths[i].path), 0, "%s: %s", paths[i].locator, path);
    }
}

Test (verify, roots_are_paths_again)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  static const char *const given[] = { "odd", "/mnt/odd name/\xff", "stdin", "-", NULL };
  MspRunRecord run = { .roots = given };
  g_autoptr (MspCase) source = msp_case_create (path, NULL, &run, NULL);

  cr_assert (msp_case_finish (source, 1, NULL));
  g_auto (GStrv) found = msp_roots_dup (source, NULL);
  cr_assert_eq (g_strv_length (found), 4);
  cr_expect_str_eq (found[0], "odd");
  cr_expect_str_eq (found[1], "/mnt/odd name/\xff");
  cr_expect_str_eq (found[2], "stdin");
  cr_expect_str_eq (found[3], "");
  sample_case_remove (folder);
}

Test (verify, nothing_is_written_where_the_inputs_lie)
{
  static const struct { const char *name; gboolean inside; } targets[] = {
    { "in", TRUE }, { "in/report", TRUE }, { "in/../in/x.json", TRUE }, { "inner", FALSE }, { "report", FALSE },
    { "in.json", FALSE }, { "in/new/", TRUE }, { "in/new/a/b.json", TRUE }, { "new/in/", FALSE },
  };
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autofree char *input = g_build_filename (folder, "in", NULL);
  const char *const own_roots[] = { "in", input, NULL };
  MspRunRecord run = { .roots = own_roots };
  g_autoptr (MspCase) source = msp_case_create (path, NULL, &run, NULL);

  g_mkdir (input, 0700);
  cr_assert (msp_case_finish (source, 1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *target = g_build_filename (folder, targets[i].name, NULL);

      cr_expect_eq (msp_verify_is_input (source, target), targets[i].inside, "%s", target);
    }
  sample_case_remove (folder);
}

static void
count_difference (const char *locator, const char *why, gpointer user_data)
{
  GString *seen = user_data;

  g_string_append_printf (seen, "%s%s ", locator, why != NULL ? " missing" : "");
}

Test (verify, changed_and_missing_inputs_are_named)
{
  static const char sha_of_a[] = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";   /* FIPS 180-4 of "a" */
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  const char *const own_roots[] = { "in", folder, NULL };
  MspRunRecord run = { .roots = own_roots };
  g_autoptr (MspCase) source = msp_case_create (path, NULL, &run, NULL);
  g_autoptr (GString) seen = g_string_new (NULL);
  MspVerifyCounts counts;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *locator = g_strdup_printf ("in/%d", i), *file = g_strdup_printf ("%s/%d", folder, i);
      MspSourceRecord record = { locator, NULL, "text", 0, sha_of_a, 0, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL,
                                 { 0 } };

      cr_assert (msp_sink_source (msp_case_get_sink (source), &record, NULL));
      cr_assert (i == 2 || g_file_set_contents (file, i == 0 ? "a" : "b", -1, NULL));
    }
  cr_assert (msp_case_finish (source, 1, NULL));
  cr_assert (msp_verify_inputs (source, count_difference, seen, &counts, NULL));
  cr_expect_str_eq (seen->str, "in/1 in/2 missing ");
  cr_expect (counts.unchanged == 1 && counts.changed == 1 && counts.missing == 1 && counts.unhashed == 0);
  sample_case_remove (folder);
}
