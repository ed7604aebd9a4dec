/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/check.h"
#include "detect/confirm.h"
#include "detect/self-test.h"
#include "detect/regex.h"
#include "detect/rules-parse.h"

#include <criterion/criterion.h>

static MspRules *
load (void)
{
  g_autoptr (GError) error = NULL;
  MspRules *rules = msp_rules_load (NULL, &error);

  cr_assert_not_null (rules, "%s", error != NULL ? error->message : "");
  return rules;
}

static void
expect (const MspRule *rule, const char *values, gboolean expected)
{
  g_auto (GStrv) examples = msp_rule_split_examples (values);

  for (char **example = examples; *example != NULL; example++)
    {
      gsize len;
      g_autofree char *value = msp_rule_decode_example (*example, &len);
      const char *why;

      cr_expect_eq (msp_rule_check (rule, msp_span_new (value, len), &why, NULL), expected, "%s: %s: %s", rule->id, *example, why);
    }
}

/* Than one plain message without a subject. */
static gboolean
needs_more (const MspRule *rule)
{
  static const char *const ids[] = { "cm_subject", "vcard_ldif", "cred_attach", NULL };

  return g_strv_contains (ids, rule->id);
}

Test (pack, examples_pass_and_counterexamples_do_not)
{
  g_autoptr (MspRules) rules = load ();

  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);

      if (rule->lane != MSP_LANE_CODE)
        {
          expect (rule, rule->examples, TRUE);
          expect (rule, rule->counterexamples, FALSE);
        }
      if (!needs_more (rule))
        cr_expect (rule->examples != NULL && rule->counterexamples != NULL, "%s lacks examples", rule->id);
    }
}

static void
expect_sound (const MspRule *rule, const char *expression)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspRegex) regex = expression != NULL ? msp_regex_parse (expression, &error) : NULL;

  cr_expect_null (error, "%s: %s", rule->id, error != NULL ? error->message : "");
  cr_expect (regex == NULL || regex->width <= MSP_RULE_MAX_WIDTH, "%s: a match could be too long", rule->id);
}

/* They are trusted when they are loaded, and compiled when they are first tried. */
Test (pack, expressions_are_sound)
{
  g_autoptr (MspRules) rules = load ();
  MspConfirm *confirm = msp_confirm_new (rules, NULL);

  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);
      MspMatch match;

      expect_sound (rule, rule->head);
      expect_sound (rule, rule->pattern);
      cr_expect_not (rule->is_own);
      if (rule->pattern != NULL && rule->lane != MSP_LANE_CODE)
        (void) msp_confirm_at (confirm, (guint) i, msp_span_from_string ("x"), 0, &match);
    }
  msp_confirm_free (confirm);
}

Test (pack, stands_its_self_test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspRules) rules = load ();
  g_autoptr (MspPatterns) patterns = msp_patterns_new (rules, NULL, &error);
  guint n = 0;

  cr_assert_not_null (patterns);
  cr_expect (msp_self_test (rules, patterns, &n, &error), "%s", error != NULL ? error->message : "");
  cr_expect_geq (n, 1000);
}

Test (pack, nothing_is_slow)
{
  g_autoptr (MspRules) rules = load ();

  cr_expect_geq (msp_rules_get_length (rules), 247);
  cr_expect_geq (msp_rules_get_n_lexicons (rules), 119);
  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    cr_expect_neq (msp_rules_get (rules, i)->lane, MSP_LANE_SLOW, "%s", msp_rules_get (rules, i)->id);
}

Test (pack, every_validator_serves_a_rule)
{
  g_autoptr (MspRules) rules = load ();

  for (const MspValidator *validator = msp_validators_get_table (); validator->name != NULL; validator++)
    {
      gboolean used = FALSE;

      for (gsize i = 0; i < msp_rules_get_length (rules); i++)
        used = used || msp_rules_get (rules, i)->validator == validator;
      cr_expect (used, "%s", validator->name);
    }
}
