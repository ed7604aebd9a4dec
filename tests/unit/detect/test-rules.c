/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "detect/rules.h"
#include "engine-rules.h"

#define GOOD "title=t\ncategory=fin\nsensitivity=1\nconfidence=1;2\n"

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
    { "[rule a]\n[", "f: " },
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
