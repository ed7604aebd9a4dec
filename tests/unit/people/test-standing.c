/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/standing.h"

#include <criterion/criterion.h>

#include "base/keyed-hash.h"
#include "support/sample-case.h"
#include "village.h"

TestSuite (standing);

/* Jane in two messages by her number; two Johns whom nothing but their name joins; Ann is known by an address alone. */
static const char *const lines[] = {
  "a ssn 1 DOE_JANE", "b ssn 1 DOE_JANE", "c mrn 4 ROE_JOHN", "d mrn 5 ROE_JOHN", "e email ann@x LEE_ANN", NULL,
};

#define NOT_JUDGED MSP_N_VERDICTS

/* Puts the verdicts of messages a, b …; those of NOT_JUDGED have none. */
static void
judge (const char *path, const MspAccessVerdict *verdicts)
{
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);

  for (gsize i = 0; i < 5; i++)
    {
      g_autofree char *locator = g_strdup_printf ("leak/%c", (char) ('a' + i)), *id = msp_hash_dup_id (locator);
      MspAccessVerdictRow row = {
        .message = id, .place = i + 1, .verdict = verdicts[i], .basis = "", .attribution = "", .actors = "", .join = "", .coverage = "",
        .evidence = "", .note = "", .first = MSP_DATE_UNKNOWN, .last = MSP_DATE_UNKNOWN,
      };

      cr_assert (verdicts[i] == NOT_JUDGED || msp_access_writer_put (writer, MSP_ACCESS_VERDICTS, &row, NULL));
    }
  cr_assert (msp_access_writer_commit (writer, NULL));
}

static const struct {
  const char      *label;
  MspAccessVerdict verdicts[5], of_jane;
  guint64          least, people, most;   /* with that verdict */
  guint64          cleared_least, cleared, cleared_most;
} rows[] = {
  { "the worst copy", { MSP_VERDICT_NOT_SHOWN, MSP_VERDICT_ACCESSED, MSP_VERDICT_NOT_SHOWN, MSP_VERDICT_NOT_SHOWN, MSP_VERDICT_ACCESSED },
    MSP_VERDICT_ACCESSED, 1, 1, 1, 1, 2, 2 },
  { "one of the Johns", { MSP_VERDICT_PRESUMED, MSP_VERDICT_NOT_SHOWN, MSP_VERDICT_PRESUMED, MSP_VERDICT_NOT_EXPOSED, MSP_VERDICT_ACCESSED },
    MSP_VERDICT_PRESUMED, 2, 2, 2, 0, 1, 1 },
  { "no evidence is worse than none in complete logs",
    { MSP_VERDICT_NOT_SHOWN, MSP_VERDICT_NO_EVIDENCE, MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED },
    MSP_VERDICT_NO_EVIDENCE, 1, 1, 1, 0, 0, 0 },
  { "what was not judged clears nobody",
    { MSP_VERDICT_NOT_SHOWN, NOT_JUDGED, MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED }, NOT_JUDGED, 1, 1, 1, 0, 0, 0 },
};

Test (standing, the_worst_copy_rules_the_person_and_the_bounds_of_who_is_one)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folder = NULL;
      g_autoptr (MspCase) village = village_new (lines, &folder);
      g_autofree char *path = g_strdup (msp_case_get_path (village));
      MspStanding standing;

      msp_case_finish (village, 1700000000, NULL);
      g_clear_pointer (&village, msp_case_free);
      judge (path, rows[i].verdicts);
      village = msp_case_open (path, NULL);
      g_autoptr (MspEvidence) evidence = msp_evidence_new (village, NULL);
      g_autoptr (MspResolution) resolution = msp_resolution_new (evidence, NULL);
      g_autoptr (MspReach) reach = msp_reach_new (village, evidence, NULL);
      msp_standing_init (&standing, evidence, resolution, reach);
      const MspHeads *heads = &standing.by_verdict[rows[i].of_jane];
      cr_expect (heads->lower == rows[i].least && heads->people == rows[i].people && heads->upper == rows[i].most, "%s: %d %d %d", rows[i].label,
                 (int) heads->lower, (int) heads->people, (int) heads->upper);
      heads = &standing.cleared;
      cr_expect (heads->lower == rows[i].cleared_least && heads->people == rows[i].cleared && heads->upper == rows[i].cleared_most,
                 "%s, cleared: %d %d %d", rows[i].label, (int) heads->lower, (int) heads->people, (int) heads->upper);
      sample_case_remove (folder);
    }
}

Test (standing, before_access_has_run_nobody_stands_anywhere)
{
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (lines, &folder);
  g_autoptr (MspEvidence) evidence = msp_evidence_new (village, NULL);
  g_autoptr (MspResolution) resolution = msp_resolution_new (evidence, NULL);
  g_autoptr (MspReach) reach = msp_reach_new (village, evidence, NULL);
  MspStanding standing;

  msp_standing_init (&standing, evidence, resolution, reach);
  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    cr_expect_eq (standing.by_verdict[i].upper, 0);
  sample_case_remove (folder);
}
