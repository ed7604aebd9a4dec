/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/counts.h"

#include <criterion/criterion.h>

#include "support/sample-case.h"
#include "village.h"

/* Jane in two messages by her number; two Johns whom nothing but their name joins; Ann is known by an address alone. */
static const char *const lines[] = {
  "a ssn 1 DOE_JANE", "a email jane@x DOE_JANE", "b ssn 1 -", "b dx flu DOE_JANE", "c mrn 4 ROE_JOHN", "d mrn 5 ROE_JOHN",
  "e email ann@x LEE_ANN", NULL,
};

static void
expect_heads (MspHeads found, guint64 lower, guint64 people, guint64 upper, const char *what)
{
  cr_expect (found.lower == lower && found.people == people && found.upper == upper,
             "%s: %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, what, found.lower, found.people, found.upper);
}

Test (counts, agree_with_the_persons_and_have_their_bounds)
{
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (lines, &folder);
  g_autoptr (MspEvidence) evidence = msp_evidence_new (village, NULL);
  g_autoptr (MspResolution) resolution = msp_resolution_new (evidence, NULL);
  g_autoptr (MspPeopleCounts) counts = msp_people_counts_new (evidence, resolution);

  expect_heads (msp_people_counts_get_from (counts, MSP_CATEGORY_GOVID, MSP_SEVERITY_NONE), 1, 1, 1, "numbers");
  expect_heads (msp_people_counts_get_from (counts, MSP_CATEGORY_HEALTH, MSP_SEVERITY_NONE), 2, 3, 3, "health");
  expect_heads (msp_people_counts_get_from (counts, MSP_CATEGORY_CONTACT, MSP_SEVERITY_NONE), 1, 1, 1, "contact data of the affected");
  expect_heads (msp_people_counts_get_at (counts, MSP_CATEGORY_GOVID, MSP_SEVERITY_CRITICAL), 1, 1, 1, "at");
  expect_heads (msp_people_counts_get_at (counts, MSP_CATEGORY_GOVID, MSP_SEVERITY_LOW), 0, 0, 0, "at another severity");
  expect_heads (msp_people_counts_get_element (counts, "health_mrn"), 1, 2, 2, "element");
  expect_heads (msp_people_counts_get_element (counts, "none"), 0, 0, 0, "no element");
  expect_heads (msp_people_counts_get_mailbox (counts, "jane"), (guint64) resolution->lower, (guint64) resolution->n_persons,
                (guint64) resolution->upper, "mailbox");
  sample_case_remove (folder);
}
