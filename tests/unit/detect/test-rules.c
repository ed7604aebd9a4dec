/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "detect/rules-file.h"
#include "detect/rules.h"
#include "detect/self-test.h"
#include "engine-rules.h"

#define GOOD "title=t\ncategory=fin\nsensitivity=1\nconfidence=1;2\n"
#define FOUND "title=t\ncategory=fin\nsensitivity=1\nconfidence=60;90\n"

Test (rules, wrong_rule_is_named_with_file_line_group_and_key)
{
  static const struct {
    const char *text, *message;   /* part of the message; NULL: the rule is taken */
  } rows[] = {
    { "[rule a]\n" GOOD "head=ab\npattern=abc\n", NULL },
    { "[rule a]\n" GOOD "head=ab\npattern=abc\nsize=3\n", "f:8: [rule a] size: unknown key" },
    { "[rule a]\n" GOOD "head=ab\npattern=ab+\n", "f:7: [rule a] pattern: repeat without bound" },
    { "[rule a]\n" GOOD "head=a{1,}\npattern=ab\n", "f:6: [rule a] head: repeat without bound" },
    { "[rule a]\n" GOOD "head=ab\npattern=(ab\n", "f:7: [rule a] pattern: group without end" },
    { "[rule a]\n" GOOD "head=ab\n", "f:1: [rule a]: a pattern is missing" },
    { "[rule a]\n" GOOD "pattern=ab\n", "exactly one of" },
    { "[rule a]\n" GOOD "head=ab\nshape=code\npattern=ab\n", "exactly one of" },
    { "[rule a]\ntitle=t\nhead=a\npattern=a\n", "the key 'category' is missing" },
    { "[rule a]\n" GOOD "head=ab\npattern=ab\nvalidator=none_such\n", "unknown validator 'none_such'" },
    { "[rule a]\n" GOOD "head=ab\npattern=ab\ncontext=words\n", "unknown lexicon 'words'" },
    { "[rule a]\n" GOOD "head=ab\npattern=ab\nrequires=b\n", "unknown rule 'b'" },
    { "[rule a]\ntitle=t\ncategory=fine\n", "f:3: [rule a] category: unknown category 'fine'" },
    { "[rule a]\ntitle=t\ncategory=fin\nsensitivity=101\n", "sensitivity" },
    { "[rule a]\ntitle=t\ncategory=fin\nsensitivity=1\nconfidence=5\n", "two numbers" },
    { "[rule a]\ntitle=t\ncategory=fin\nsensitivity=1\nconfidence=-;5\nhead=a\npattern=a\n", "needs a context" },
    { "[rule A]\n", "lower-case" },
    { "[words a]\n", "a group is" },
    { "[lexicon a]\nxx=b\n", "unknown language" },
    { "[rule a]\n[", "f:2: the bracket of the group is not closed" },
    { "[rule a]\ntitle\n", "f:2: neither a group in brackets nor key=value nor a comment" },
    { "title=t\n[rule a]\n", "f:1: a key before the first group" },
    { "[rule a]\ntitle=t\ntitle=u\n", "f:3: this key stands in the group twice" },
    { "[rule a]\ntitle=t\n[rule a]\n", "f:3: this group stands in the file twice" },
    { "[rule a]\n" GOOD "scanner=marking\n", "f:6: [rule a] scanner: only rules of the built-in pack are found by a scanner" },
    { "[rule a]\n" GOOD "head=ab\npattern=(?<n>ab)\n", "f:7: [rule a] pattern: this kind of group is not taken at byte 2" },
    { "[rule a]\n" GOOD "head=ab\npattern=a\\Rb\n", "f:7: [rule a] pattern: unknown escape at byte 3" },
    { "[weight a]\nsensitivity=3\n", "f:1: [weight a]: unknown rule 'a'" },
    { "[rule a]\n" GOOD "head=ab\npattern=ab\n[weight a]\npattern=b\n", "f:9: [weight a] pattern: unknown key" },
    { "[rule a]\n" GOOD "head=ab\npattern=ab\n[weight a]\nconfidence=-;7\n", "f:8: [weight a]: confidence \"-\" needs a context" },
    { "[allow a]\nrules=b\nvalues=12\n", "f:2: [allow a] rules: unknown rule 'b'" },
    { "[allow a]\nvalues=--\n", "f:2: [allow a] values: value 1 has no letter or digit, or too many" },
    { "[allow a]\nnote=x\n", "f:1: [allow a]: the key 'values' is missing" },
    { "[allow a]\nvalues=12\nuntil=2030-01-01\n", "f:3: [allow a] until: unknown key" },
    { "\xff", "not text in UTF-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(MspRules) rules = msp_rules_parse ("f", rows[i].text, strlen (rows[i].text), &error);

      cr_expect_eq (rules != NULL, rows[i].message == NULL, "row %zu", i);
      if (rows[i].message != NULL && error != NULL)
        {
          cr_expect (g_error_matches (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE));
          cr_expect_not_null (strstr (error->message, rows[i].message), "row %zu: %s", i, error->message);
        }
    }
}

Test (rules, values_are_parted_as_in_other_key_files)
{
  static const char *const rows[] = { "a;b", "a;b;", "a", "a;;b", ";", ";;a", "a\\;b;c", "a\\sb\\\\;\\n\\t\\r", " a; b" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_autofree char *text = g_strconcat ("[g]\nk=", rows[i], NULL), *value = g_strstrip (g_strdup (rows[i]));
      g_auto (GStrv) parts = msp_rule_file_split (value), expected = NULL;

      cr_assert (g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL));
      expected = g_key_file_get_string_list (file, "g", "k", NULL, NULL);
      cr_expect (g_strv_equal ((const char *const *) parts, (const char *const *) expected), "%s", rows[i]);
    }
  g_auto (GStrv) other = msp_rule_file_split ("a\\d;b\\"), as_it_stands = g_strsplit ("a\\d;b\\", ";", 0);
  cr_expect (g_strv_equal ((const char *const *) other, (const char *const *) as_it_stands));
}

Test (rules, lines_are_read_with_any_space_and_either_end)
{
  const char text[] = "# comment\r\n\n  [rule a]  \r\n title = t \r\ncategory=fin\nsensitivity=1\nconfidence=1;2\nhead=ab\n"
                      "\tpattern=a=b";
  g_autoptr (MspRuleFile) file = msp_rule_file_new ("f", text, strlen (text), TRUE, NULL);
  const MspRulePair *pairs = &g_array_index (file->pairs, MspRulePair, 0);

  cr_assert_eq (file->pairs->len, 6);
  cr_expect_str_eq (g_array_index (file->sections, MspRuleSection, 0).name, "rule a");
  cr_expect_eq (g_array_index (file->sections, MspRuleSection, 0).line, 3);
  cr_expect_str_eq (pairs[0].key, "title");
  cr_expect_str_eq (pairs[0].value, "t");
  cr_expect_eq (pairs[0].line, 4);
  cr_expect_str_eq (pairs[5].key, "pattern");
  cr_expect_str_eq (pairs[5].value, "a=b");
}

Test (rules, file_of_the_user_overrides_by_group)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  int fd = g_file_open_tmp ("rules-XXXXXX", &path, &error);
  const char *files[] = { path, NULL };

  cr_assert_geq (fd, 0);
  close (fd);
  cr_assert (g_file_set_contents (path,
                                  "[rule us_ssn]\n" GOOD "head=mine\npattern=mine\n[rule own]\n" GOOD "head=own\npattern=own\n",
                                  -1, NULL));
  g_autoptr(MspRules) plain = msp_rules_load (NULL, &error);
  g_autoptr(MspRules) mixed = msp_rules_load (files, &error);

  g_remove (path);
  cr_assert_not_null (plain);
  cr_assert_not_null (mixed);
  cr_expect_eq (msp_rules_get_length (mixed), msp_rules_get_length (plain) + 1);
  cr_expect_str_eq (msp_rules_find (mixed, "us_ssn")->pattern, "mine");
  cr_expect_str_neq (msp_rules_get_hash (plain), msp_rules_get_hash (mixed));
  cr_expect_null (msp_rules_find (mixed, "none"));
}

static const struct {
  const char *text, *message;   /* part of the message; NULL: the rules are good */
} own[] = {
  { "[rule a]\n" FOUND "head=AB\npattern=AB\\d{3}\nexamples=AB123;AB456\ncounterexamples=AB12\n", NULL },
  { "[rule a]\n" FOUND "head=AB\npattern=AB\\d{3}\nexamples=AB123;AC456\n", "[rule a] examples: value 2: has not the form" },
  { "[rule a]\n" FOUND "head=AB\npattern=AB\\d{3}\ncounterexamples=AB123\n", "[rule a] counterexamples: value 1: has the form" },
  { "[rule a]\n" FOUND "head=CD\npattern=AB\\d{3}\nexamples=AB123\n", "[rule a] examples: value 1: not found in a text" },
  { "[rule a]\n" FOUND "head=A?\npattern=AB\n", "[rule a] head: it matches where there is nothing" },
  { "[rule a]\n" FOUND "head=AB\npattern=(?:AB)?\n", "[rule a] pattern: it matches where there is nothing" },
  { "[rule a]\n" FOUND "slow=yes\npattern=AB(?=CD)(?<=[a-z]{2,3})\n", "[rule a] pattern: " },
};

Test (rules, tried_on_their_own_examples)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MspRules) rules = msp_rules_parse ("f", own[i].text, strlen (own[i].text), &error);
      g_autoptr (MspPatterns) patterns = rules != NULL ? msp_patterns_new (rules, NULL, &error) : NULL;
      guint n = 0;
      gboolean good = patterns != NULL && msp_self_test (rules, patterns, &n, &error);

      cr_expect_eq (good, own[i].message == NULL, "row %zu: %s", i, error != NULL ? error->message : "");
      if (own[i].message != NULL && error != NULL)
        cr_expect_not_null (strstr (error->message, own[i].message), "row %zu: %s", i, error->message);
    }
}

Test (rules, weights_and_allowed_values_are_taken_over)
{
  static const char text[] = "[rule a]\n" GOOD "head=AB\npattern=AB\\d{3}\n[rule b]\n" GOOD "head=CD\npattern=CD\\d{3}\n"
                             "[weight a]\nsensitivity=70\nconfidence=30;95\n"
                             "[allow x]\nrules=a\nvalues=AB 123;ab-124\n[allow y]\nvalues=EF125\n";
  static const struct { guint rule; const char *value; gboolean allowed; } rows[] = {
    { 0, "AB123", TRUE }, { 0, "ab 12-3", TRUE }, { 0, "AB124", TRUE }, { 1, "AB123", FALSE }, { 0, "AB1234", FALSE },
    { 1, "EF 125", TRUE }, { 0, "EF125", TRUE }, { 0, "", FALSE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MspRules) rules = msp_rules_parse ("f", text, strlen (text), &error);

  cr_assert_not_null (rules, "%s", error != NULL ? error->message : "");
  cr_expect_eq (msp_rules_find (rules, "a")->sensitivity, 70);
  cr_expect_eq (msp_rules_find (rules, "a")->label, 95);
  cr_expect_eq (msp_rules_find (rules, "b")->sensitivity, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_rules_allow (rules, rows[i].rule, msp_span_new (rows[i].value, strlen (rows[i].value))), rows[i].allowed,
                  "%s", rows[i].value);
}

Test (rules, cut_and_shuffled_files_are_refused_or_read)
{
  gsize len = strlen (ENGINE_RULES);
  g_autofree char *text = g_strdup (ENGINE_RULES);

  for (gsize cut = 0; cut < len; cut += 7)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(MspRules) rules = msp_rules_parse ("f", ENGINE_RULES, cut, &error);

      cr_expect_eq (rules == NULL, error != NULL);
    }
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(MspRules) rules = NULL;

      text[(round * 7919u) % len] = ENGINE_RULES[(round * 104729u) % len];
      rules = msp_rules_parse ("f", text, len, &error);
      cr_expect_eq (rules == NULL, error != NULL);
    }
}
