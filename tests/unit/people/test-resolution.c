/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/resolution.h"

#include <criterion/criterion.h>

#include "support/sample-case.h"
#include "village.h"

static const struct {
  const char *what;
  const char *lines[8];
  guint32     lower, people, upper, conflicts;
} cases[] = {
  { "one number in two messages is one person", { "a ssn 1 DOE_JANE", "b ssn 1 DOE_JANE" }, 1, 1, 1, 0 },
  { "a number without a name joins the one with it", { "a ssn 1 -", "b ssn 1 DOE_JANE" }, 1, 1, 1, 0 },
  { "a name alone merges nothing", { "a mrn 1 DOE_JANE", "b mrn 2 DOE_JANE" }, 1, 2, 2, 0 },
  { "name and birth date merge", { "a dob 1980 DOE_JANE", "b dob 1980 DOE_JANE" }, 1, 1, 2, 0 },
  { "a birth date alone merges nothing", { "a dob 1980 DOE_JANE", "b dob 1980 ROE_JOHN" }, 2, 2, 2, 0 },
  { "a lesser number merges under one name", { "a mrn 7 DOE_JANE", "b mrn 7 DOE_JANE" }, 1, 1, 2, 0 },
  { "but not under two", { "a mrn 7 DOE_JANE", "b mrn 7 ROE_JOHN" }, 2, 2, 2, 0 },
  { "a word of a diagnosis merges nothing", { "a dx flu DOE_JANE", "b dx flu DOE_JANE" }, 1, 2, 2, 0 },
  { "two numbers are two persons", { "a ssn 1 DOE_JANE", "b ssn 2 DOE_JANE" }, 2, 2, 2, 0 },
  { "also in one message", { "a ssn 1 DOE_JANE", "a ssn 2 DOE_JANE" }, 2, 2, 2, 0 },
  { "and a birth date does not overrule them", { "a ssn 1 DOE_JANE", "a dob 1980 DOE_JANE", "b ssn 2 DOE_JANE", "b dob 1980 DOE_JANE" },
    2, 2, 2, 1 },
  { "nor another number", { "a ssn 1 DOE_JANE", "a passport 9 DOE_JANE", "b ssn 2 DOE_JANE", "b passport 9 DOE_JANE" }, 2, 2, 2, 1 },
  { "an unsure number overrules nothing", { "a ssn 1 DOE_JANE", "a dob 1980 DOE_JANE", "b ssn 2 DOE_JANE unsure", "b dob 1980 DOE_JANE" },
    1, 1, 2, 0 },
  { "numbers chain", { "a ssn 1 DOE_JANE", "a passport 9 DOE_JANE", "b passport 9 -", "c ssn 1 -" }, 1, 1, 1, 0 },
  { "an address merges under one name", { "a email j@x DOE_JANE", "a mrn 1 DOE_JANE", "b email j@x DOE_JANE", "b mrn 2 DOE_JANE" },
    1, 1, 2, 0 },
  { "a shared address merges nobody", { "a email desk@x DOE_JANE", "a mrn 1 DOE_JANE", "b email desk@x ROE_JOHN", "b mrn 2 ROE_JOHN" },
    2, 2, 2, 0 },
  { "who is only in the address book is not affected", { "a email j@x DOE_JANE", "b ssn 1 ROE_JOHN" }, 1, 1, 1, 0 },
  { "a value of nobody is nobody", { "a dob 1980 -", "b ssn 1 ROE_JOHN" }, 1, 1, 1, 0 },
};

Test (resolution, merges_and_bounds)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = NULL;
      g_autoptr (MspCase) village = village_new (cases[i].lines, &folder);
      g_autoptr (MspEvidence) evidence = msp_evidence_new (village, NULL);
      g_autoptr (MspResolution) found = msp_resolution_new (evidence, NULL);

      cr_expect_eq (found->lower, cases[i].lower, "%s: lower %u", cases[i].what, found->lower);
      cr_expect_eq (found->n_persons, cases[i].people, "%s: %u", cases[i].what, found->n_persons);
      cr_expect_eq (found->upper, cases[i].upper, "%s: upper %u", cases[i].what, found->upper);
      cr_expect_eq (found->conflicts->len, cases[i].conflicts, "%s: %u conflicts", cases[i].what, found->conflicts->len);
      sample_case_remove (folder);
    }
}
