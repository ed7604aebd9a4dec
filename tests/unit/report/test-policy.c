/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/policy.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEX32 "0123456789abcdef0123456789abcdef"

static const struct { const char *text, *words; } refused[] = {
  { "max-score=1", "p:1: max-score: a key before the first group" },
  { "[policy]\nmax-score=101", "p:2: [policy] max-score: '101'" },
  { "[policy]\nmax-score=-1", "p:2: [policy] max-score: '-1'" },
  { "[policy]\nmax-score=", "p:2: [policy] max-score: ''" },
  { "[policy]\n\nmax-scores=1", "p:3: [policy] max-scores: there is no such key" },
  { "[policy]\nmin-coverage=100.01", "p:2: [policy] min-coverage" },
  { "[policy]\nmin-coverage=99,5", "p:2: [policy] min-coverage" },
  { "[policy]\nmin-coverage=1e3", "p:2: [policy] min-coverage" },
  { "[policy]\nmin-coverage=99.", "p:2: [policy] min-coverage" },
  { "[policy]\nmax-score=1\nmax-score=2", "p:3: [policy] max-score: this key was there before" },
  { "[policy]\n[policy]", "p:2: [policy]: this group was there before" },
  { "[polcy]", "p:1: [polcy]: there is no such group" },
  { "[policy]\nmax-score", "p:2: [policy]: neither a group" },
  { "[policy", "p:1: neither a group" },
  { "[category money]\nforbidden=true", "p:1: [category money]: there is none of this name" },
  { "[band suppressed]\nforbidden=true", "p:1: [band suppressed]: there is none" },
  { "[detector US SSN]\nforbidden=true", "p:1: [detector US SSN]: there is none" },
  { "[detector us_ssn]\n\n", "p:1: [detector us_ssn]: max-findings or forbidden is needed" },
  { "[detector us_ssn]\nforbidden=false", "p:2: [detector us_ssn] forbidden: only 'true'" },
  { "[allow a]\nvalue=" HEX32 "\nreason=x", "p:2: [allow a] value: the 64" },
  { "[allow a]\nreason=x", "p:1: [allow a]: value or locator is needed" },
  { "[allow a]\nlocator=x", "p:1: [allow a] reason: is needed" },
  { "[allow a]\nlocator=x\nreason=\n", "p:3: [allow a] reason: there is no such key here, or it is empty" },
  { "[allow a]\nlocator=x\nreason=y\nexpires=2026-02-30", "p:4: [allow a] expires: a day" },
  { "[allow a]\nlocator=x\nreason=y\nexpires=tomorrow", "p:4: [allow a] expires: a day" },
  { "\xff", "p: this is no text" },
};

Test (policy, mistakes_are_refused_with_their_place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MspPolicy) policy = msp_policy_parse (refused[i].text, strlen (refused[i].text), "p", &error);

      cr_expect_null (policy, "row %d", (int) i);
      cr_expect (error != NULL && g_str_has_prefix (error->message, refused[i].words), "row %d: %s", (int) i,
                 error ? error->message : "");
    }
}

static gboolean
is_ssn (const char *id, gpointer user_data)
{
  return strcmp (id, "us_ssn") == 0;
}

static const struct { const char *text, *words; } detectors[] = {
  { "[detector us_ssn]\nforbidden=true\n[allow a]\nlocator=x\ndetector=us_ssn\nreason=y", NULL },
  { "\n[detector us_snn]\nforbidden=true", "p:2: [detector us_snn] detector: there is no detector 'us_snn'" },
  { "[allow a]\nlocator=x\ndetector=ssn\nreason=y", "p:3: [allow a] detector: there is no detector 'ssn'" },
};

Test (policy, detectors_that_do_not_exist_are_mistakes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (detectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MspPolicy) policy = msp_policy_parse (detectors[i].text, strlen (detectors[i].text), "p", NULL);

      cr_expect_eq (msp_policy_check_detectors (policy, "p", is_ssn, NULL, &error), detectors[i].words == NULL, "row %d",
                    (int) i);
      cr_expect_str_eq (error != NULL ? error->message : "", detectors[i].words != NULL ? detectors[i].words : "", "row %d",
                        (int) i);
    }
}

Test (policy, every_key_is_read)
{
  static const char text[] =
    "\xef\xbb\xbf# comment\r\n[policy]\r\nmax-score = 60\r\nmax-findings=7\r\nmin-coverage=99.5\r\nmax-failed=0\r\n"
    "[category cred]\nforbidden=true\n[detector us_ssn]\nmax-findings=2\n[band high]\nmax-findings=3\n"
    "[allow a b]\nvalue=" HEX32 "0123456789ABCDEF0123456789ABCDEF" "\nlocator=leak/a.mbox@0\ndetector=us_ssn\nreason=a = b\n"
    "expires=2026-12-31";
  g_autoptr (GError) error = NULL;
  g_autoptr (MspPolicy) policy = msp_policy_parse (text, strlen (text), "p", &error);

  cr_assert_not_null (policy, "%s", error ? error->message : "");
  cr_expect (policy->max_score == 60 && policy->max_findings == 7 && policy->min_coverage == 9950 && policy->max_failed == 0);
  cr_assert_eq (policy->rules->len, 3);
  const MspPolicyRule *rule = policy->rules->pdata[0];
  cr_expect (rule->scope == MSP_POLICY_CATEGORY && strcmp (rule->name, "cred") == 0 && rule->max_findings == 0
             && rule->line == 7);
  cr_assert_eq (policy->allows->len, 1);
  const MspPolicyAllow *allow = policy->allows->pdata[0];
  cr_expect_str_eq (allow->name, "a b");
  cr_expect_str_eq (allow->value, HEX32 HEX32);
  cr_expect_str_eq (allow->reason, "a = b");
  cr_expect_str_eq (allow->expires, "2026-12-31");
}

Test (policy, empty_file_asks_for_nothing)
{
  g_autoptr (MspPolicy) policy = msp_policy_parse ("", 0, "p", NULL);

  cr_assert_not_null (policy);
  cr_expect (policy->max_score == MSP_POLICY_UNSET && policy->max_findings == MSP_POLICY_UNSET && policy->rules->len == 0);
}
