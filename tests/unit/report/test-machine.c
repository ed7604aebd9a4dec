/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-junit.h"
#include "report/writer-sarif.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/sample-case.h"

#define POLICY "[policy]\nmax-score=94\nmin-coverage=99\n[detector us_ssn]\nforbidden=true\n"

/* The files that a build server is given, of the sample; caller owns both. */
static void
write_both (char **out_junit, char **out_sarif)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autofree char *target = g_build_filename (folder, "out", NULL);
  g_autoptr (MspCase) source = sample_case_new (path, NULL);
  g_autoptr (MspPolicy) policy = msp_policy_parse (POLICY, strlen (POLICY), "p", NULL);
  g_auto (MspVerdictReport) report = { NULL };
  g_autoptr (MspJunit) junit = msp_junit_new ();
  g_autoptr (MspSarif) sarif = msp_sarif_new ();

  msp_sarif_begin (sarif);
  cr_assert (msp_verdict_report_fill (&report, policy, source, "2026-06-30", msp_sarif_finding, sarif, NULL));
  msp_junit_add (junit, "a <case> & \033more", &report, "3 items failed");
  msp_sarif_end (sarif, "a <case>", &report, NULL);
  cr_assert (msp_junit_write (junit, target, NULL));
  cr_assert (g_file_get_contents (target, out_junit, NULL, NULL));
  cr_assert (msp_sarif_write (sarif, target, NULL));
  cr_assert (g_file_get_contents (target, out_sarif, NULL, NULL));
  sample_case_remove (folder);
}

static void
expect_all (const char *text, const char *const *wanted)
{
  for (gsize i = 0; wanted[i] != NULL; i++)
    cr_expect_not_null (strstr (text, wanted[i]), "'%s' is not in:\n%s", wanted[i], text);
}

Test (machine, junit_has_a_test_for_each_condition)
{
  static const char *const wanted[] = {
    "<testsuites name=\"mailspill\" tests=\"4\" failures=\"2\" errors=\"1\">",
    "<testsuite name=\"a &lt;case&gt; &amp; \\u{1b}more\" tests=\"4\" failures=\"2\" errors=\"1\" skipped=\"0\">",
    "name=\"max-score\"/>\n", "name=\"min-coverage\">\n      <failure message=\"min-coverage: 72.00 %, 99.00 % needed\" type=\"policy\"/>",
    "name=\"detector us_ssn\">", "<error message=\"3 items failed\" type=\"incomplete\"/>", NULL,
  };
  g_autofree char *junit = NULL, *sarif = NULL;

  write_both (&junit, &sarif);
  expect_all (junit, wanted);
  cr_expect_null (strchr (junit, '\033'));
}

Test (machine, sarif_has_findings_and_violations)
{
  static const char *const wanted[] = {
    "\"version\":\"2.1.0\"", "\"ruleId\":\"us_ssn\"", "\"level\":\"error\"", "\"uri\":\"leak/files.zip\"",
    "\"fullyQualifiedName\":\"leak/files.zip!/a.txt@0#1+10\"",
    "\"valueKey/v1\":\"1111111111111111111111111111111111111111111111111111111111111111\"",
    "\"ruleId\":\"policy/min-coverage\"", "\"executionSuccessful\":false", "\"automationDetails\":{\"id\":\"a <case>\"}", NULL,
  };
  g_autofree char *junit = NULL, *sarif = NULL;

  write_both (&junit, &sarif);
  expect_all (sarif, wanted);
}
