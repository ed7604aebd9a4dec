/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/plain.h"
#include "detect/self-test.h"
#include "pack.h"

/* What an engine says: the end of the match at start, or 0. */
static gsize
match_by_engine (const GRegex *regex, MspSpan text, gsize start)
{
  g_autoptr (GMatchInfo) info = NULL;
  int from, to;

  if (!g_regex_match_full (regex, text.data, (gssize) text.len, (int) start, G_REGEX_MATCH_ANCHORED, &info, NULL)
      || !g_match_info_fetch_pos (info, 0, &from, &to))
    return 0;
  return (gsize) to;
}

static void
expect_agreement (const MspPlain *plain, const GRegex *regex, MspSpan text, const char *pattern)
{
  for (gsize at = 0; at < text.len; at++)
    {
      gsize left = msp_plain_match (plain, text, at), right = match_by_engine (regex, text, at);

      cr_expect_eq (left, right, "'%s' at %zu of '%.*s': %zu, not %zu", pattern, at, (int) text.len, text.data, left, right);
    }
}

Test (plain, takes_rows_whose_characters_are_certain)
{
  static const struct {
    const char *pattern;
    gboolean    plain;
  } rows[] = {
    { "\\b\\d{10}\\b", TRUE }, { "\\b\\d{3}[ -]?\\d{3}[ -]?\\d{4}\\b", TRUE }, { "\\b\\d{5}[ ]?\\d{5}[Kk]?\\b", TRUE },
    { "\\b[A-Z]{2}\\.?x/?[]^]\\b", TRUE }, { "\\b\\d{2,4}-\\d\\b", TRUE }, { "\\b\\d{2,4}\\b", TRUE },
    /* What an optional character takes could belong to the next. */
    { "\\b\\d{2,4}5\\b", FALSE }, { "\\bA?[A-Z]\\b", FALSE }, { "\\b\\d-?[0-9-]\\b", FALSE }, { "\\ba-?\\b", FALSE },
    { "\\ba-?b?\\b", FALSE }, { "\\b1?2?1\\b", FALSE }, { "\\ba?\\b", FALSE },
    /* Other kinds. */
    { "\\d{10}\\b", FALSE }, { "\\b\\d{10}", FALSE }, { "\\b(?:1|2)3\\b", FALSE }, { "\\b1|2\\b", FALSE }, { "\\b1.2\\b", FALSE },
    { "\\b\\d{2}?1\\b", FALSE }, { "\\b\\d?+1\\b", FALSE }, { "\\b\\w\\b", FALSE }, { "\\ba\\bb\\b", FALSE }, { "\\ba{,3}\\b", FALSE },
    { "\\b\\d{65}\\b", FALSE }, { "\\b[a\\b", FALSE }, { "\\b\\\\b", FALSE }, { "", FALSE }, { "\\b", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspPlain plain;

      cr_expect_eq (msp_plain_read (&plain, rows[i].pattern), rows[i].plain, "'%s'", rows[i].pattern);
    }
}

/* All texts of five letters: whatever is taken means what it means to the engine. */
Test (plain, matches_what_an_engine_matches)
{
  static const char *const patterns[] = {
    "\\ba\\b", "\\baa\\b", "\\ba{1,3}\\b", "\\ba{1,2}-?b\\b", "\\ba-?b-?a\\b", "\\bab?\\b", "\\b[ab]{2,4}\\b", "\\b-?a\\b", "\\b-a\\b",
    "\\ba-\\b", "\\ba-?b?a\\b", "\\ba{1,2}b{1,2}\\b", "\\ba{0,2}-b\\b", "\\b[^a]b\\b", "\\b[^a]?ab?\\b", "\\ba[ -]?b{0,2}\\b",
  };
  static const char letters[4] = "ab- ";
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i], G_REGEX_RAW, 0, NULL);
      MspPlain plain;

      if (!msp_plain_read (&plain, patterns[i]))
        continue;
      n++;
      for (guint number = 0; number < 1 << 10; number++)
        {
          char text[5];

          for (guint at = 0; at < sizeof text; at++)
            text[at] = letters[number >> 2 * at & 3];
          expect_agreement (&plain, regex, msp_span_new (text, sizeof text), patterns[i]);
        }
    }
  cr_expect_gt (n, 10);
}

static void
change (GString *text, GRand *rand)
{
  static const char bytes[] = "0123456789 -./:AKXak_\n";
  gint32 at = g_rand_int_range (rand, 0, (gint32) text->len);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0: g_string_erase (text, at, 1); break;
    case 1: g_string_insert_c (text, at, bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)]); break;
    default: text->str[at] = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
    }
}

Test (plain, built_in_rules_mean_the_same)
{
  g_autoptr (MspRules) rules = msp_rules_load (NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n = 0;

  cr_assert_neq (rules, NULL);
  for (guint i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);
      g_auto (GStrv) examples = msp_rule_split_examples (rule->examples);
      MspPlain plain;

      if (rule->pattern == NULL || !msp_plain_read (&plain, rule->pattern))
        continue;
      g_autoptr (GRegex) regex = g_regex_new (rule->pattern, G_REGEX_RAW, 0, NULL);

      n++;
      for (guint example = 0; examples[example] != NULL; example++)
        {
          g_autoptr (GString) text = g_string_new (examples[example]);

          for (guint changes = 0; changes < 60 && text->len > 0; changes++)
            {
              expect_agreement (&plain, regex, msp_span_new (text->str, text->len), rule->pattern);
              change (text, rand);
              if (changes % 6 == 5)
                g_string_assign (text, examples[example]);
            }
        }
    }
  cr_expect_gt (n, 50);
}
