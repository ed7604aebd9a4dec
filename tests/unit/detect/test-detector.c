/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/detector.h"
#include "engine-rules.h"

static MspRules *rules;
static MspPatterns *patterns;
static MspDetector *detector;

static void
set_up (void)
{
  static const guint8 key[MSP_KEY_LEN] = { 7 };
  g_autoptr(GError) error = NULL;

  rules = msp_rules_parse ("engine", ENGINE_RULES, strlen (ENGINE_RULES), &error);
  cr_assert_not_null (rules, "%s", error != NULL ? error->message : "");
  patterns = msp_patterns_new (rules, NULL, &error);
  cr_assert_not_null (patterns, "%s", error != NULL ? error->message : "");
  detector = msp_detector_new (patterns, key, 1000);
}

static void
tear_down (void)
{
  msp_detector_free (detector);
  msp_patterns_free (patterns);
  msp_rules_free (rules);
}

TestSuite (detector, .init = set_up, .fini = tear_down);

static void
read_text (const char *plain, const char *title, guint alternative)
{
  g_autoptr(MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_BODY, "1", title, alternative };

  g_string_append (text->text, plain);
  msp_text_finish (text);
  msp_detector_scan (detector, &unit, text);
}

static const MspDetectResult *
detect_in (const char *plain, gboolean bulk)
{
  MspDetectMessage message = { .from = "Jo Miller <jo@corp.example.org>", .to = "amy@mail.de", .bulk = bulk };

  msp_detector_begin (detector, &message);
  read_text (plain, NULL, 0);
  return msp_detector_finish (detector);
}

Test (detector, confidence_follows_the_context)
{
  static const struct {
    const char *text, *detector;
    guint       confidence;    /* 0: nothing is reported */
  } rows[] = {
    { "her SSN: 536-90-4399 today", "us_ssn", 97 },
    { "her ssn is no. 536-90-4399", "us_ssn", 97 },
    { "social\n security 536-90-4399", "us_ssn", 97 },
    { "NUM\303\211RO DE S\303\211CURIT\303\211 SOCIALE : 536-90-4399", "us_ssn", 97 },
    { "numero de securite sociale : 536-90-4399", "us_ssn", 97 },
    { "SSN\302\240536\342\200\22190\342\200\2214399", "us_ssn", 97 },
    { "ssns of Jane and then 536-90-4399", "us_ssn", 78 },
    { "536-90-4399 (that is my ssn)", "us_ssn", 78 },
    { "ssn of somebody\n\n536-90-4399", "us_ssn", 45 },
    { "call 536-90-4399", "us_ssn", 45 },
    { "invoice 536-90-4399", "us_ssn", 0 },
    { "SSN 536904399", "us_ssn_bare", 88 },
    { "SSN of Jane is 536904399", "us_ssn_bare", 0 },
    { "536904399", "us_ssn_bare", 0 },
    { "for example ssn 536-90-4399", "us_ssn", 57 },
    { "SSN 000-12-3456", "us_ssn", 0 },
    { "x536-90-4399", "us_ssn", 0 },
    { "ssn 1.536-90-4399", "us_ssn", 0 },
    { "ssn http://a.example/536-90-4399", "us_ssn", 0 },
    { "\350\272\253\344\273\275\350\257\201: 111222333", "nl_bsn", 92 },
    { "pay to GB82 WEST 1234 5698 7654 32 now", "iban", 92 },
    { "account GB82 WEST 1234 5698 7654 32", "iban", 98 },
    { "SWIFT: DEUTDEFF", "swift_bic", 75 },
    { "DOCUMENT DEUTDEFF", "swift_bic", 0 },
    { "MRN: A123456", "health_mrn", 88 },
    { "her MRN, A123456, is wrong", "health_mrn", 88 },
    { "device aa:bb:cc:dd:ee:f1 seen", "mac", 60 },
    { "zzab1", "token", 90 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspDetectResult *result = detect_in (rows[i].text, FALSE);
      guint confidence = 0;

      for (gsize j = 0; j < result->n_findings; j++)
        if (strcmp (result->findings[j].detector, rows[i].detector) == 0)
          confidence = result->findings[j].confidence;
      cr_expect_eq (confidence, rows[i].confidence, "row %zu '%s': %u, expected %u", i, rows[i].text, confidence,
                    rows[i].confidence);
    }
}

Test (detector, finding_says_where_and_why_but_not_what)
{
  const MspDetectResult *result = detect_in ("SSN\342\200\213: 536\342\200\22190-4399.", FALSE);

  cr_assert_eq (result->n_findings, 1);
  cr_expect_eq (result->findings[0].start, 8);
  cr_expect_eq (result->findings[0].end, 21);
  cr_expect_str_eq (result->findings[0].masked, "***-**-4399");
  cr_expect_str_eq (result->findings[0].label, "ssn");
  cr_expect_str_eq (result->findings[0].section, "1");
  cr_expect_eq (result->findings[0].band, MSP_BAND_HIGH);
  cr_expect_null (strstr (result->findings[0].reasons, "536"));
}

Test (detector, same_value_has_one_key_however_written)
{
  const MspDetectResult *result = detect_in ("SSN 536-90-4399, SSN 536904399, SSN 536-90-4398", FALSE);

  cr_assert_eq (result->n_findings, 3);
  cr_expect_arr_eq (result->findings[0].value_key, result->findings[1].value_key, MSP_VALUE_KEY_LEN);
  cr_expect_arr_neq (result->findings[0].value_key, result->findings[2].value_key, MSP_VALUE_KEY_LEN);
  cr_expect_eq (result->persons, 2);
}

Test (detector, published_value_is_reported_as_test)
{
  const MspDetectResult *result = detect_in ("SSN 219-09-9999", FALSE);

  cr_assert_eq (result->n_findings, 1);
  cr_expect (result->findings[0].flags & MSP_FINDING_TEST);
  cr_expect_eq (result->persons, 0);
}

Test (detector, bulk_mail_counts_less)
{
  const MspDetectResult *result = detect_in ("SSN 536-90-4399", TRUE);

  cr_assert_eq (result->n_findings, 1);
  cr_expect_eq (result->findings[0].confidence, 82);
}

Test (detector, column_of_order_numbers_is_silenced_and_column_of_bsn_confirmed)
{
  static const char *const bsn[] = { "111222333", "123456782", "300000006", "232262536", "100000009", "600000001", "200000018",
                                     "300000018" };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "%u\n", 234567000 + i * 7919);
  const MspDetectResult *result = detect_in (text->str, FALSE);

  cr_expect_eq (result->n_findings, 0);
  g_string_truncate (text, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bsn); i++)
    g_string_append_printf (text, "%s\n", bsn[i]);
  result = detect_in (text->str, FALSE);
  for (gsize i = 0; i < result->n_findings; i++)
    cr_expect_geq (result->findings[i].confidence, 90);
}

Test (detector, lexical_rule_gains_by_different_words)
{
  cr_expect_eq (detect_in ("opord, opord, fragord", FALSE)->n_findings, 0);
  const MspDetectResult *result = detect_in ("opord, fragord, conop", FALSE);

  cr_assert_eq (result->n_findings, 3);
  cr_expect_eq (result->findings[0].confidence, 88);
}

Test (detector, rule_waits_for_the_company_it_requires)
{
  cr_expect_eq (detect_in ("CVV 123", FALSE)->n_findings, 0);
  cr_expect_eq (detect_in ("CVV 123 GB82 WEST 1234 5698 7654 32", FALSE)->n_findings, 2);
}

Test (detector, addresses_are_one_finding_and_participants_none)
{
  const MspDetectResult *result = detect_in ("a@b.de, c@d.fr, A@b.de, amy@mail.de, x@example.com", FALSE);

  cr_assert_eq (result->n_findings, 1);
  cr_expect_eq (result->findings[0].occurrences, 3);
  cr_expect_eq (result->findings[0].distinct, 2);
  cr_expect_str_eq (result->findings[0].masked, "a***@b.de");
}

Test (detector, alternative_that_says_the_same_counts_once)
{
  MspDetectMessage message = { 0 };

  msp_detector_begin (detector, &message);
  read_text ("SSN 536-90-4399", NULL, 1);
  read_text ("SSN 536-90-4399", NULL, 1);
  cr_expect_eq (msp_detector_finish (detector)->n_findings, 1);
  msp_detector_begin (detector, &message);
  read_text ("SSN 536-90-4399", NULL, 0);
  read_text ("SSN 536-90-4399", NULL, 0);
  cr_expect_eq (msp_detector_finish (detector)->n_findings, 2);
}

Test (detector, title_of_the_unit_is_weak_context)
{
  MspDetectMessage message = { 0 };

  msp_detector_begin (detector, &message);
  read_text ("536-90-4399", "new_SSN_list.txt", 0);
  const MspDetectResult *result = msp_detector_finish (detector);

  cr_assert_eq (result->n_findings, 1);
  cr_expect_eq (result->findings[0].confidence, 63);
}

static void
add_cell (MspText *text, const char *value, guint row, guint column)
{
  gsize start = text->text->len;

  g_string_append (text->text, value);
  msp_text_mark (text, MSP_MARK_CELL, start, row, column);
  g_string_append_c (text->text, column == 1 ? '\n' : '\t');
}

Test (detector, column_header_is_a_label)
{
  g_autoptr(MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", NULL, 0 };
  MspDetectMessage message = { 0 };

  add_cell (text, "Name", 0, 0);
  add_cell (text, "EmployeeSSN", 0, 1);
  for (guint row = 1; row < 30; row++)
    add_cell (text, "Jane Roe", row, 0), add_cell (text, row == 29 ? "536904399" : "n/a", row, 1);
  msp_text_mark (text, MSP_MARK_TABLE, 0, 0, 1);
  msp_text_finish (text);
  msp_detector_begin (detector, &message);
  msp_detector_scan (detector, &unit, text);
  const MspDetectResult *result = msp_detector_finish (detector);

  cr_assert_eq (result->n_findings, 1);
  cr_expect_str_eq (result->findings[0].detector, "us_ssn_bare");
  cr_expect_eq (result->findings[0].confidence, 88);
}

Test (detector, marks_of_the_text_become_flags)
{
  g_autoptr(MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_BODY, "1", NULL, 0 };
  MspDetectMessage message = { 0 };

  g_string_append (text->text, "> SSN 536-90-4399\n");
  msp_text_mark (text, MSP_MARK_QUOTED, 0, 0, 0);
  msp_text_finish (text);
  msp_detector_begin (detector, &message);
  msp_detector_scan (detector, &unit, text);
  const MspDetectResult *result = msp_detector_finish (detector);

  cr_assert_eq (result->n_findings, 1);
  cr_expect_eq (result->findings[0].flags, MSP_FINDING_QUOTED | MSP_FINDING_STRONG);
}

Test (detector, header_text_is_masked)
{
  MspDetectMessage message = { 0 };

  msp_detector_begin (detector, &message);
  read_text ("Re: SSN 536-90-4399, new", NULL, 0);
  msp_detector_finish (detector);
  g_autofree char *masked = msp_detector_dup_masked (detector, "1", "Re: SSN 536-90-4399, new");

  cr_expect_str_eq (masked, "Re: SSN ***-**-4399, new");
}

Test (detector, limit_of_findings_is_counted)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1200; i++)
    g_string_append_printf (text, "SSN 536-90-%04u\n", 1000 + i);
  const MspDetectResult *result = detect_in (text->str, FALSE);

  cr_expect_eq (result->n_findings, 1000);
  cr_expect_eq (result->dropped, 200);
}
