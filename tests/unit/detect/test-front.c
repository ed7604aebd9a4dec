/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/front.h"

#include <criterion/criterion.h>

#include "detect/confirm.h"

static gboolean
fits (const char *pattern, const char *text)
{
  MspFront front = { FALSE };

  msp_front_read (&front, pattern);
  cr_expect (front.known);
  return msp_front_fits (&front, msp_span_from_string (text), 0);
}

static const struct {
  const char *name, *pattern, *text;
  gboolean    fits;
} cases[] = {
  { "a match", "\\b\\d{3}-\\d{2}\\b", "123-45", TRUE },
  { "another byte where only one can stand", "\\b\\d{3}-\\d{2}\\b", "123.45", FALSE },
  { "a separator that need not be there", "\\d{3}-?\\d{2}", "12345", TRUE },
  { "either case", "(?i)key=x", "KEY=X", TRUE },
  { "a byte behind the shortest match", "ab(?:cd)?", "abx", TRUE },
  { "one way's begin with another way's end", "(?:a1|b2)c", "a2c", FALSE },
  { "each of more ways than there are groups", "(?:a1|b2|c3|d4|e5|f6)z", "f6z", TRUE },
  { "a byte that no way has", "(?:a1|b2|c3|d4|e5|f6)z", "g6z", FALSE },
  { "a text that ends before the match can", "SSN: \\d{9}", "SSN", TRUE },
  { "a text that is wrong before it ends", "SSN: \\d{9}", "SSM", FALSE },
  { "more than is looked at", "[0-9a-f]{40}", "0123456789abcdef?", TRUE },
  { "a match with text behind it", "SSN: \\d{9}", "SSN: 123456789 and more", TRUE },
  { "a wrong last byte with text behind it", "SSN: \\d{9}", "SSN: 12345678x and more", FALSE },
  { "a wrong byte with text behind it", "\\d{3}-\\d{2}", "123.45 and more of it", FALSE },
  { "the last byte looked at", "[0-9a-f]{40}", "0123456789abcdex0123456789abcdef01234567", FALSE },
  { "an expression that may be empty", "a?", "b", TRUE },
  { "an expression that cannot be read", "(a)\\1", "b", TRUE },
};

Test (front, passes_by_places_where_no_match_can_begin)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cr_expect_eq (fits (cases[i].pattern, cases[i].text), cases[i].fits, "%s", cases[i].name);
}

Test (front, takes_hundreds_of_ways_as_one)
{
  g_autoptr (GString) pattern = g_string_new ("(?:");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (pattern, "%sk%03u", i > 0 ? "|" : "", i);
  g_string_append_c (pattern, ')');
  cr_expect (fits (pattern->str, "k000"));
  cr_expect (fits (pattern->str, "k999"));
  cr_expect_not (fits (pattern->str, "k99x"));
  cr_expect_not (fits (pattern->str, "j000"));
}

Test (front, never_passes_by_an_example_of_a_built_in_rule)
{
  g_autoptr (MspRules) rules = msp_rules_load (NULL, NULL);
  MspFronts fronts;
  guint n = 0;

  cr_assert_neq (rules, NULL);
  MspConfirm *confirm = msp_confirm_new (rules, NULL);
  msp_fronts_init (&fronts, rules);
  for (guint i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);
      g_auto (GStrv) examples = msp_rule_split_examples (rule->examples);

      for (guint example = 0; rule->pattern != NULL && examples[example] != NULL; example++)
        {
          MspSpan text = msp_span_from_string (examples[example]);
          MspMatch match;

          for (gsize at = 0; at < text.len; at++)
            if (msp_confirm_at (confirm, i, text, at, &match))
              {
                cr_expect (msp_fronts_fit (&fronts, i, text, at), "%s in %s", rule->id, examples[example]);
                n++;
              }
        }
    }
  cr_expect_gt (n, 100);
  msp_fronts_clear (&fronts);
  msp_confirm_free (confirm);
}
