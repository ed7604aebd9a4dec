/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/roster.h"

#include <criterion/criterion.h>
#include <string.h>

#include "people/identity.h"
#include "support/sample-case.h"
#include "village.h"

static const char *const lines[] = {
  "a ssn 1 DOE_JANE", "a dob 1980 DOE_JANE", "a email jane@x DOE_JANE", "a dob 2015 DOE_TIM other minor", "b ssn 1 -", "c mrn 4 ROE_JOHN",
  "d mrn 5 ROE_JOHN", "e email ann@x LEE_ANN sender", "f email bob@x LEE_BOB recipient", "g email cat@x LEE_CAT", "h dni 8 SOL_ANA",
  "i dob 1970 -", NULL,
};

static const struct {
  MspRole     role;
  const char *name, *country, *triggers, *categories;
  guint64     messages;
  MspMinor    minor;
} wanted[] = {
  { MSP_ROLE_SUBJECT, "DOE_JANE", "US", "T1;T2;T8", "govid;contact;family", 2, MSP_MINOR_NO },
  { MSP_ROLE_SUBJECT, "ROE_JOHN", "", "T2;T5;T8", "health", 1, MSP_MINOR_UNKNOWN },
  { MSP_ROLE_SUBJECT, "SOL_ANA", "ES", "T2;T6;T7;T8", "govid", 1, MSP_MINOR_UNKNOWN },
  { MSP_ROLE_THIRD_PARTY, "DOE_TIM", "", "T2;T8", "family", 1, MSP_MINOR_YES },
  { MSP_ROLE_SENDER, "LEE_ANN", "", "", "contact", 1, MSP_MINOR_UNKNOWN },
  { MSP_ROLE_RECIPIENT, "LEE_BOB", "", "", "contact", 1, MSP_MINOR_UNKNOWN },
  { MSP_ROLE_DIRECTORY, "LEE_CAT", "", "", "contact", 1, MSP_MINOR_UNKNOWN },
};

static gboolean
is_wanted (const MspPersonRow *row)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strcmp (row->name, wanted[i].name) == 0)
      return row->role == wanted[i].role && strcmp (row->residence, wanted[i].country) == 0
             && strcmp (row->triggers, wanted[i].triggers) == 0 && strcmp (row->categories, wanted[i].categories) == 0
             && row->messages == wanted[i].messages && row->minor == wanted[i].minor;
  return FALSE;
}

Test (roster, says_who_is_affected)
{
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (lines, &folder);
  g_autoptr (MspTriggers) triggers = msp_triggers_load (NULL, NULL);
  g_autoptr (MspRoster) roster = msp_roster_new (village, NULL, triggers, NULL);
  MspPersonRow row;
  guint n = 0, duplicates = 0;

  cr_assert_not_null (roster);
  while (msp_roster_next (roster, &row))
    {
      cr_expect (is_wanted (&row), "%s: %s %s %s %s %d", row.name, msp_role_get_name (row.role), row.residence, row.triggers, row.categories,
                 (int) row.minor);
      duplicates += row.duplicate_of[0] != '\0';
      n++;
    }
  cr_expect_eq (n, 8);
  cr_expect_eq (duplicates, 1, "one of the two of the same name");
  const MspRosterTotals *totals = msp_roster_get_totals (roster);
  cr_expect (totals->lower == 4 && totals->people == 5 && totals->upper == 5, "%" G_GUINT64_FORMAT, totals->lower);
  cr_expect_eq (totals->minors, 1);
  cr_expect_eq (totals->orphans, 1);
  sample_case_remove (folder);
}

/* Two runs, and a run from the beginning, give the same. */
Test (roster, ids_are_stable_and_unlike)
{
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (lines, &folder);
  g_autoptr (MspTriggers) triggers = msp_triggers_load (NULL, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint run = 0; run < 2; run++)
    {
      g_autoptr (MspRoster) roster = msp_roster_new (village, NULL, triggers, NULL);
      MspPersonRow row;

      while (msp_roster_next (roster, &row))
        cr_expect_eq (g_hash_table_add (ids, g_strdup (row.id)), run == 0, "%s", row.id);
      msp_roster_rewind (roster);
      cr_expect (msp_roster_next (roster, &row) && g_hash_table_contains (ids, row.id));
    }
  sample_case_remove (folder);
}

/* Whoever makes a roster of the case gets what was decided beside it. */
Test (roster, takes_the_decisions_beside_its_case)
{
  g_autofree char *folder = NULL;
  g_autoptr (MspCase) village = village_new (lines, &folder);
  g_autofree char *path = msp_decisions_dup_path (msp_case_get_path (village));
  g_autoptr (MspTriggers) triggers = msp_triggers_load (NULL, NULL);
  g_autoptr (MspRoster) before = msp_roster_new (village, NULL, triggers, NULL);
  g_autoptr (GError) error = NULL;
  MspPersonRow row;
  char ids[2][MSP_PERSON_ID_LEN + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (ids) && msp_roster_next (before, &row); i++)
    g_strlcpy (ids[i], row.id, sizeof ids[i]);
  cr_assert (msp_decisions_append (path, ids[0], ids[1], NULL) && msp_decisions_append (path, "P0123456789abcdef", NULL, NULL));
  g_autoptr (MspRoster) after = msp_roster_new (village, NULL, triggers, NULL);
  const MspRosterTotals *was = msp_roster_get_totals (before), *is = msp_roster_get_totals (after);
  cr_expect_eq (is->people + 1, was->people);
  cr_expect (was->decisions == 0 && is->decisions == 1 && is->unknown_decisions == 1);
  cr_assert (g_file_set_contents (path, "join\n", -1, NULL));
  cr_expect_null (msp_roster_new (village, NULL, triggers, &error));
  cr_expect (g_error_matches (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION));
  sample_case_remove (folder);
}
