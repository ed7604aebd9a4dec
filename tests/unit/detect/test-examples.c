/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/check.h"
#include "detect/matcher.h"

/* What each rule says of itself holds in a whole text too: "<a word of its lexicon>: <example>" is found. */

TestSuite (examples, .init = pack_setup, .fini = pack_teardown);

static char *
dup_found (const MspDetectResult *result)
{
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < result->n_findings; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", result->findings[i].detector);
  return g_string_free (all, FALSE);
}

/* What the text of a rule's examples holds besides, since the rule asks for it. */
static const char *
get_company (const MspRule *rule)
{
  static const struct { const char *rule, *company; } rows[] = {
    { "pan_cvv", "Visa card 4532 0151 1283 0366\n" }, { "fin_pin", "Visa card 4532 0151 1283 0366\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rule->id, rows[i].rule) == 0)
      return rows[i].company;
  return "";
}

/* Examples that are not found as what they are an example of, and what is found instead. */
static gboolean
is_otherwise (const MspRule *rule, const MspDetectResult *result)
{
  static const struct { const char *rule, *found, *why; } rows[] = {
    { "email_addr", NULL, "addresses of example domains are nobody's" },
    { "phone_nanp", NULL, "555-01xx are nobody's numbers" },
    { "login_pair", "password_phrase", "the word password stands before a colon too" },
    { "dob_date", "dob", "the words right before it are part of the match" },
    { "ca_transit_acct", "us_bank_acct", "'bank account' is a part of that match" },
    { "addr_us_zip", "addr_intl", "the label 'home address' says more" },
    { "cisco_pw", "unix_hash", "a type 5 secret is an MD5 crypt hash, which is surer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rule->id, rows[i].rule) == 0
        && (rows[i].found == NULL ? result->n_findings == 0 : pack_finds (result, rows[i].found)))
      return TRUE;
  return FALSE;
}

/* The first word of the rule's lexicon, or NULL. */
static const char *
get_label (const MspRule *rule)
{
  return rule->context >= 0 ? msp_rules_get_lexicon_terms (pack_rules, rule->context)[0] : NULL;
}

static GString *
write_text (const MspRule *rule, const char *example, const char *label)
{
  GString *text = g_string_new ("Good morning,\n\n");
  gsize len;
  g_autofree char *value = msp_rule_decode_example (example, &len);

  g_string_append (text, get_company (rule));
  if (label != NULL)
    g_string_append_printf (text, "%s: ", label);
  g_string_append_len (text, value, (gssize) len);
  return g_string_append_c (text, '\n');
}

Test (examples, every_example_is_found_in_a_text)
{
  for (gsize i = 0; i < msp_rules_get_length (pack_rules); i++)
    {
      const MspRule *rule = msp_rules_get (pack_rules, i);
      g_auto (GStrv) examples = msp_rule_split_examples (rule->examples);

      for (char **example = examples; *example != NULL && rule->lane != MSP_LANE_CODE; example++)
        {
          g_autoptr (GString) text = write_text (rule, *example, get_label (rule));
          const MspDetectResult *result = pack_detect (text->str, text->len);
          g_autofree char *found = dup_found (result);

          cr_expect (pack_finds (result, rule->id) || is_otherwise (rule, result), "%s: %s: found %s", rule->id, *example, found);
        }
    }
}

/* In every language that the lexicon has. */
Test (examples, every_word_of_its_lexicon_is_a_label_for_a_rule_that_needs_one)
{
  for (gsize i = 0; i < msp_rules_get_length (pack_rules); i++)
    {
      const MspRule *rule = msp_rules_get (pack_rules, i);
      const char *const none[] = { NULL };
      g_auto (GStrv) examples = msp_rule_split_examples (rule->examples);
      const char *const *terms = rule->none < 0 && rule->context >= 0 && rule->lane == MSP_LANE_SHAPE && rule->examples != NULL
                                 ? msp_rules_get_lexicon_terms (pack_rules, rule->context) : none;

      for (; *terms != NULL; terms++)
        {
          g_autoptr (GString) text = write_text (rule, examples[0], *terms);
          const MspDetectResult *result = pack_detect (text->str, text->len);

          cr_expect (pack_finds (result, rule->id) || is_otherwise (rule, result), "%s: %s", rule->id, text->str);
        }
    }
}

/* Rules led by a literal hold their label themselves, so a word before the counterexample would be a label of its own. */
Test (examples, no_counterexample_is_found_in_a_text)
{
  for (gsize i = 0; i < msp_rules_get_length (pack_rules); i++)
    {
      const MspRule *rule = msp_rules_get (pack_rules, i);
      g_auto (GStrv) counterexamples = msp_rule_split_examples (rule->counterexamples);

      for (char **example = counterexamples; *example != NULL && rule->lane != MSP_LANE_CODE; example++)
        {
          g_autoptr (GString) text = write_text (rule, *example, rule->lane != MSP_LANE_HEAD ? get_label (rule) : NULL);
          const MspDetectResult *result = pack_detect (text->str, text->len);

          for (gsize j = 0; j < result->n_findings; j++)
            cr_expect (strcmp (result->findings[j].detector, rule->id) != 0
                       || (result->findings[j].flags & MSP_FINDING_TEST) != 0, "%s: %s", rule->id, *example);
        }
    }
}

/* Labels may differ: values are told apart by their digits, or by their letters if they have none. */
static gboolean
are_same_value (const char *left, const char *right)
{
  g_autoptr (GString) a = g_string_new (NULL), b = g_string_new (NULL);

  for (const char *c = left; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (a, *c);
  for (const char *c = right; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (b, *c);
  return a->len > 0 ? g_str_has_prefix (a->str, b->str) || g_str_has_prefix (b->str, a->str) : g_str_equal (left, right);
}

Test (examples, different_values_have_different_keys_and_no_mask_shows_one)
{
  for (gsize i = 0; i < msp_rules_get_length (pack_rules); i++)
    {
      const MspRule *rule = msp_rules_get (pack_rules, i);
      guint8 key[MSP_VALUE_KEY_LEN] = { 0 };
      const char *last = NULL;
      gboolean shown = rule->mask == MSP_MASK_NONE || rule->lane == MSP_LANE_CODE;
      g_auto (GStrv) examples = msp_rule_split_examples (rule->examples);

      for (char **example = examples; *example != NULL && !shown; example++)
        {
          g_autoptr (GString) text = write_text (rule, *example, get_label (rule));
          const MspFinding *finding = pack_find (pack_detect (text->str, text->len), rule->id);

          if (finding == NULL || g_str_has_prefix (*example, "b64:"))
            continue;
          cr_expect (last == NULL || are_same_value (last, *example) || memcmp (key, finding->value_key, sizeof key) != 0,
                     "%s: %s and %s", rule->id, last, *example);
          cr_expect (strcmp (finding->masked, "***") == 0 || strstr (*example, finding->masked) == NULL, "%s: %s: %s", rule->id,
                     *example, finding->masked);
          memcpy (key, finding->value_key, sizeof key);
          last = *example;
        }
    }
}

/* Slow heads would be paid for with each text: most are listed by their first words or found by rare bytes. */
Test (examples, no_built_in_head_is_left_to_vectorscan)
{
  g_autoptr (GError) error = NULL;
  MspMatcher *matcher = msp_matcher_new (pack_rules, NULL, &error);

  cr_assert_not_null (matcher);
  cr_expect_eq (msp_matcher_get_n_rest (matcher), 0);
  msp_matcher_free (matcher);
}
