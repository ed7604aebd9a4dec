/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/triggers.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

#include "support/sample-case.h"

static const struct {
  const char *detectors[3];
  guint8      confidences[2];
  guint32     categories;
  gboolean    name, minor;
  const char *country, *wanted;
} people[] = {
  { { "us_ssn" }, { 97 }, 1u << MSP_CATEGORY_GOVID, TRUE, FALSE, "US", "T1;T2;T8" },
  { { "us_ssn" }, { 97 }, 1u << MSP_CATEGORY_GOVID, FALSE, FALSE, "US", "T4;T8" },
  { { "us_ssn" }, { 70 }, 1u << MSP_CATEGORY_GOVID, FALSE, FALSE, "US", "T8" },
  { { "health_dx" }, { 80 }, 1u << MSP_CATEGORY_HEALTH, TRUE, FALSE, "", "T2;T5;T8" },
  { { "es_dni" }, { 97 }, 1u << MSP_CATEGORY_GOVID, TRUE, FALSE, "ES", "T2;T6;T7;T8" },
  { { "pan_card", "dob" }, { 97, 90 }, 1u << MSP_CATEGORY_FIN | 1u << MSP_CATEGORY_FAMILY, TRUE, FALSE, "", "T1;T2;T8;T9" },
  { { "dob" }, { 90 }, 1u << MSP_CATEGORY_FAMILY, TRUE, TRUE, "FR", "T2;T6;T7;T8" },
  { { "email_addr" }, { 95 }, 1u << MSP_CATEGORY_CONTACT, TRUE, FALSE, "US", "" },
};

Test (triggers, built_in_rules_match_whom_they_are_about)
{
  g_autoptr (MspTriggers) triggers = msp_triggers_load (NULL, NULL);

  cr_assert_not_null (triggers);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      guint32 sure = people[i].confidences[0] >= 85 ? people[i].categories : 0;
      const MspTriggerFacts facts = { people[i].name, people[i].minor, people[i].categories, sure, people[i].detectors,
                                      people[i].confidences, people[i].country, people[i].country };
      g_autofree char *found = msp_triggers_dup_matches (triggers, &facts);

      cr_expect_str_eq (found, people[i].wanted, "row %zu: %s", i, found);
    }
}

Test (triggers, each_has_its_source_and_date)
{
  g_autoptr (MspTriggers) triggers = msp_triggers_load (NULL, NULL);
  gsize n, n_thresholds;
  const MspTriggerInfo *rules = msp_triggers_get_rules (triggers, &n);
  const MspTriggerInfo *thresholds = msp_triggers_get_thresholds (triggers, &n_thresholds);

  cr_expect_gt (n, 5);
  cr_expect_gt (n_thresholds, 1);
  for (gsize i = 0; i < n; i++)
    cr_expect (rules[i].source != NULL && strlen (rules[i].as_of) == 10, "%s", rules[i].id);
  for (gsize i = 0; i < n_thresholds; i++)
    cr_expect (thresholds[i].people > 0 && thresholds[i].rule != NULL, "%s", thresholds[i].id);
}

#define HEAD "title=t\nsource=s\nas-of=2026-01-01\n"

static const struct {
  const char *text, *named;   /* what the message names */
} bad[] = {
  { "[rule A]\nsource=s\nas-of=x\nany=dob\n", "title" },
  { "[rule A]\n" HEAD, "any" },
  { "[rule A]\n" HEAD "any=category:nothing\n", "category:nothing" },
  { "[rule A]\n" HEAD "any=dob\nname=maybe\n", "name" },
  { "[thing A]\n" HEAD, "thing A" },
  { "[threshold A]\n" HEAD "rule=B\npeople=5\n", "rule" },
  { "[rule A]\n" HEAD "any=dob\n[threshold B]\n" HEAD "rule=A\n", "people" },
  { "nothing\n", "triggers" },
};

Test (triggers, bad_files_are_refused_by_name)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "triggers", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      cr_assert (g_file_set_contents (path, bad[i].text, -1, NULL));
      g_autoptr (MspTriggers) triggers = msp_triggers_load (path, &error);
      cr_expect_null (triggers, "%s", bad[i].text);
      cr_expect (g_error_matches (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_TRIGGER));
      cr_expect_not_null (strstr (error->message, bad[i].named), "%s", error->message);
    }
  sample_case_remove (folder);
}
