/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/verdict.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/sample-case.h"

#define ONES "1111111111111111111111111111111111111111111111111111111111111111"

/* The sample: 6 findings, 3 of us_ssn with one value, worst 94, 72 % read, 2 items failed. */
static const struct { const char *policy; const char *violations, *notices; } verdicts[] = {
  { "", "", "the policy sets no condition, so that everything passes" },
  { "[policy]\nmax-score=94\nmax-findings=6\nmin-coverage=72\nmax-failed=3", "", "" },
  { "[policy]\nmax-score=93", "max-score: 94, 93 allowed, at leak/files.zip!/a.txt@0#1+10", "" },
  { "[policy]\nmax-findings=5", "max-findings: 6, 5 allowed", "" },
  { "[policy]\nmin-coverage=72.01", "min-coverage: 72.00 %, 72.01 % needed", "" },
  { "[policy]\nmax-failed=1", "max-failed: 3, 1 allowed", "" },
  { "[detector us_ssn]\nmax-findings=3", "", "" },
  { "[detector us_ssn]\nmax-findings=2", "detector us_ssn: 3 found, 2 allowed", "" },
  { "[category cred]\nforbidden=true", "category cred: 1 found, 0 allowed", "" },
  { "[band high]\nmax-findings=3", "band high: 4 found, 3 allowed", "" },
  { "[detector us_ssn]\nforbidden=true\n[allow a]\nvalue=" ONES "\nreason=r", "", "" },
  { "[detector us_ssn]\nforbidden=true\n[allow a]\nvalue=" ONES "\nreason=r\nexpires=2026-06-30", "", "" },
  { "[detector us_ssn]\nforbidden=true\n[allow a]\nvalue=" ONES "\nreason=r\nexpires=2026-06-29",
    "detector us_ssn: 3 found, 0 allowed", "allow a: expired on 2026-06-29 and no longer holds" },
  { "[detector us_ssn]\nforbidden=true\n[allow a]\nlocator=leak/jane.mbox@0\nreason=r", "detector us_ssn: 1 found, 0 allowed",
    "" },
  { "[detector us_ssn]\nforbidden=true\n[allow a]\nlocator=leak/jane.mbox@60\nreason=r", "detector us_ssn: 3 found, 0 allowed",
    "allow a: matches nothing" },
  { "[policy]\nmax-findings=3\n[allow a]\nlocator=leak/jane.mbox\ndetector=us_ssn\nreason=r", "", "" },
  { "[policy]\nmax-score=93\n[allow a]\nlocator=leak/files.zip\nreason=r", "", "" },
};

static char *
join (GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", (const char *) lines->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_violations (const GArray *checks)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < checks->len; i++)
    if (g_array_index (checks, MspVerdictCheck, i).violation != NULL)
      g_ptr_array_add (lines, g_array_index (checks, MspVerdictCheck, i).violation);
  return join (lines);
}

static void
expect (MspCase *source, const char *text, const char *violations, const char *notices)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspPolicy) policy = msp_policy_parse (text, strlen (text), "p", &error);
  g_auto (MspVerdictReport) report = { NULL };

  cr_assert_not_null (policy, "%s: %s", text, error ? error->message : "");
  cr_assert (msp_verdict_report_fill (&report, policy, source, "2026-06-30", NULL, NULL, &error));
  g_autofree char *said = join_violations (report.checks), *noticed = join (report.notices);
  cr_expect_str_eq (said, violations, "%s: %s", text, said);
  cr_expect_str_eq (noticed, notices, "%s: %s", text, noticed);
  cr_expect_eq (report.failed, 3);
}

Test (verdict, each_limit_holds_or_is_named)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) source = sample_case_new (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    expect (source, verdicts[i].policy, verdicts[i].violations, verdicts[i].notices);
  sample_case_remove (folder);
}

/* A case that holds the first message only. */
static MspCase *
new_partial (const char *path, const char *key_file, const char *value)
{
  MspCase *self = sample_case_begin (path, key_file);
  MspFinding finding = { .section = "1", .detector = "us_ssn", .masked = "***-**-1120", .reasons = "", .band = MSP_BAND_HIGH,
                         .confidence = 90 };
  g_autofree char *id = msp_hash_dup_id ("leak/jane.mbox@600");
  MspMessageRecord message = { .id = id, .locator = "leak/jane.mbox@600", .source = "leak/jane.mbox", .findings = &finding,
                               .n_findings = 1 };
  MspSourceRecord source = { "leak/jane.mbox", NULL, "mbox", 0, NULL, 1, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL,
                             { 0 } };

  memset (finding.value_key, value[0], sizeof finding.value_key);
  cr_assert (msp_sink_message (msp_case_get_sink (self), &message, NULL)
             && msp_sink_source (msp_case_get_sink (self), &source, NULL));
  cr_assert (msp_case_finish (self, 1, NULL));
  return self;
}

Test (verdict, baseline_leaves_out_what_was_there)
{
  static const struct { gboolean shared; const char *value, *left; } baselines[] = {
    { TRUE, "\x11", "" },                                            /* the value, wherever it stands */
    { TRUE, "\x12", "detector us_ssn: 3 found, 0 allowed" },
    { FALSE, "\x12", "detector us_ssn: 2 found, 0 allowed" },     /* the place, when values cannot be compared */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (baselines); i++)
    {
      g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
      g_autofree char *old = g_build_filename (folder, "old.case", NULL), *key = g_build_filename (folder, "a.case.key", NULL);
      g_autoptr (MspCase) source = sample_case_new (path, NULL);
      g_autoptr (GError) error = NULL;

      msp_case_free (new_partial (old, baselines[i].shared ? key : NULL, baselines[i].value));
      cr_assert (msp_case_attach_baseline (source, old, &error), "%s", error ? error->message : "");
      expect (source, "[detector us_ssn]\nforbidden=true", baselines[i].left, "");
      sample_case_remove (folder);
    }
}
