/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/decisions.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

#include "people/identity.h"
#include "people/resolution.h"
#include "support/sample-case.h"
#include "village.h"

static const char *const lines[] = { "a mrn 1 DOE_JANE", "b mrn 2 DOE_JANE", "c ssn 3 ROE_JOHN", "d ssn 3 POE_JACK", NULL };

/* Ids of the persons as they are without any decision. */
static GHashTable *
new_ids (const MspEvidence *evidence)
{
  g_autoptr (MspResolution) plain = msp_resolution_new (evidence, NULL);

  return msp_identity_new (evidence, plain->person);
}

static const char *
get_id (GHashTable *ids, guint mention)
{
  return g_hash_table_lookup (ids, GUINT_TO_POINTER (mention));
}

Test (decisions, are_kept_and_carried_out)
{
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (lines, &folder);
  g_autofree char *path = g_build_filename (folder, "a.decisions", NULL);
  g_autoptr (MspEvidence) evidence = msp_evidence_new (village, NULL);
  g_autoptr (GHashTable) ids = new_ids (evidence);

  cr_assert_eq (g_hash_table_size (ids), 3);
  cr_assert (msp_decisions_append (path, get_id (ids, 0), get_id (ids, 1), NULL));
  cr_assert (msp_decisions_append (path, get_id (ids, 2), NULL, NULL));
  g_autoptr (MspDecisions) decisions = msp_decisions_load ("a", path, NULL);
  cr_assert_not_null (decisions);
  g_autoptr (MspResolution) found = msp_resolution_new (evidence, decisions);
  cr_expect_eq (found->person[0], found->person[1], "joined");
  cr_expect_neq (found->person[2], found->person[3], "split");
  cr_expect_eq (found->n_persons, 3);
  cr_expect (found->is_decided[1] && found->is_decided[3] && !found->is_decided[2]);
  cr_expect_eq (msp_decisions_get_unknown (decisions), 0);
  GStatBuf info;
  cr_expect (g_stat (path, &info) == 0 && (info.st_mode & 0777) == 0600);
  sample_case_remove (folder);
}

/* Two of a name with a number each are two, whether a file of decisions is there or not. */
Test (decisions, none_change_nothing)
{
  static const char *const apart[] = { "a ssn 1 DOE_JANE", "b ssn 2 DOE_JANE", "c mrn 3 ROE_JOHN", "d mrn 4 ROE_JOHN", NULL };
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (apart, &folder);
  g_autoptr (MspEvidence) evidence = msp_evidence_new (village, NULL);
  g_autoptr (MspDecisions) decisions = msp_decisions_load (msp_case_get_path (village), NULL, NULL);
  g_autoptr (MspResolution) with = msp_resolution_new (evidence, decisions), without = msp_resolution_new (evidence, NULL);

  cr_assert (decisions != NULL && msp_decisions_get_count (decisions) == 0);
  cr_expect (with->lower == 3 && with->n_persons == 4 && with->upper == 4, "%u %u %u", with->lower, with->n_persons, with->upper);
  cr_expect (without->lower == 3 && without->n_persons == 4 && without->upper == 4, "%u", without->lower);
  sample_case_remove (folder);
}

Test (decisions, ids_of_nobody_are_counted)
{
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (lines, &folder);
  g_autofree char *path = g_build_filename (folder, "a.decisions", NULL);
  g_autoptr (MspEvidence) evidence = msp_evidence_new (village, NULL);

  cr_assert (g_file_set_contents (path, "# none\n\nsplit P0123456789abcdef  # why\n", -1, NULL));
  g_autoptr (MspDecisions) decisions = msp_decisions_load ("a", path, NULL);
  cr_assert_not_null (decisions);
  g_autoptr (MspResolution) found = msp_resolution_new (evidence, decisions);
  cr_expect_eq (msp_decisions_get_unknown (decisions), 1);
  cr_expect_eq (found->n_persons, 3);
  sample_case_remove (folder);
}

/* Only the file beside the case need not be there. */
Test (decisions, a_file_that_was_named_must_be_there)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MspDecisions) beside = msp_decisions_load (path, NULL, NULL);
  g_autoptr (MspDecisions) named = msp_decisions_load (path, path, &error);

  cr_expect_not_null (beside);
  cr_expect_null (named);
  cr_expect (g_error_matches (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION));
  sample_case_remove (folder);
}

Test (decisions, one_that_is_added_ends_an_open_line)
{
  static const char id[] = "P0123456789abcdef";
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.decisions", NULL), *text = NULL;

  cr_assert (g_file_set_contents (path, "split P0123456789abcdef", -1, NULL));
  cr_assert (msp_decisions_append (path, id, NULL, NULL));
  cr_assert (msp_decisions_append (path, id, NULL, NULL));
  cr_assert (g_file_get_contents (path, &text, NULL, NULL));
  cr_expect_str_eq (text, "split P0123456789abcdef\nsplit P0123456789abcdef\nsplit P0123456789abcdef\n");
  sample_case_remove (folder);
}

Test (decisions, bad_lines_are_named)
{
  static const char *const bad[] = { "join P0123456789abcdef", "split x", "split P0123456789abcdeg", "merge P0123456789abcdef P0123456789abcdef",
                                     "split P0123456789abcdef P0123456789abcdef", "join P0123456789abcdef x" };
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.decisions", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strconcat ("# first\n", bad[i], "\n", NULL);

      cr_assert (g_file_set_contents (path, text, -1, NULL));
      g_autoptr (MspDecisions) decisions = msp_decisions_load ("a", path, &error);
      cr_expect_null (decisions, "%s", bad[i]);
      cr_expect (g_error_matches (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION));
      cr_expect_not_null (strstr (error->message, "line 2"), "%s", error->message);
      cr_expect_not (msp_decisions_append (path, "P0123456789abcdef", NULL, NULL), "it may be any file");
    }
  cr_expect_not (msp_decisions_append (path, "x", NULL, NULL));
  sample_case_remove (folder);
}
