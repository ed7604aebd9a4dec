/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/lexicon.h"
#include "engine-rules.h"

static void
write_hit (gpointer data, gboolean is_head, guint number, gsize start, gsize end)
{
  g_string_append_printf (data, "%s%u@%zu-%zu ", is_head ? "h" : "t", number, start, end);
}

static MspLexicon *
make_lexicon (MspRules **out_rules, MspTerms **out_terms)
{
  *out_rules = msp_rules_parse ("engine", ENGINE_RULES, strlen (ENGINE_RULES), NULL);
  *out_terms = msp_terms_new (*out_rules);
  MspLexicon *lexicon = msp_lexicon_new (*out_terms);
  gboolean rest;

  for (guint i = 0; i < msp_rules_get_length (*out_rules); i++)
    if (msp_rules_get (*out_rules, i)->head != NULL)
      cr_expect (msp_lexicon_add_head (lexicon, i, msp_rules_get (*out_rules, i)->head, &rest));
  msp_lexicon_prepare (lexicon);
  return lexicon;
}

Test (lexicon, simd_finds_what_its_twin_finds)
{
  static const char *const pieces[] = { "ssn", "SSN", "ssns", " ", "\n", "_", "-", "date of issue", "Date-Of\nIssue", "mrn",
                                        "MRN 1", "x", "9", "num\303\251ro de s\303\251curit\303\251 sociale",
                                        "NUMERO DE SECURITE SOCIALE", "\350\272\253\344\273\275\350\257\201", "opord", "conops",
                                        "fragordes", "\342\200\234", "accounting", "account", "\377", "orders", "iban" };
  MspRules *rules;
  MspTerms *terms;
  MspLexicon *lexicon = make_lexicon (&rules, &terms);
  guint32 seed = 1, found = 0;

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GString) fast = g_string_new (NULL);
      g_autoptr(GString) slow = g_string_new (NULL);

      /* Some texts are longer than what is read at a time. */
      for (guint i = 0; i < (round % 10 == 0 ? 1500 : 40); i++)
        {
          seed = seed * 1664525u + 1013904223u;
          g_string_append (text, pieces[(seed >> 16) % G_N_ELEMENTS (pieces)]);
        }
      msp_lexicon_scan_by (lexicon, MSP_WORD_SCALAR, msp_span_new (text->str, text->len), write_hit, slow);
      msp_lexicon_scan_by (lexicon, MSP_WORD_AVX2, msp_span_new (text->str, text->len), write_hit, fast);
      cr_expect_str_eq (fast->str, slow->str);
      found += fast->len > 0;
    }
  cr_expect_gt (found, 300);
  msp_lexicon_free (lexicon);
  msp_terms_free (terms);
  msp_rules_free (rules);
}

/* Words cut at every place by the end of the text or of what is read at a time. */
Test (lexicon, words_are_found_wherever_they_stand)
{
  MspRules *rules;
  MspTerms *terms;
  MspLexicon *lexicon = make_lexicon (&rules, &terms);

  for (guint at = 0; at < 2200; at++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GString) hits = g_string_new (NULL);
      g_autofree char *expected = g_strdup_printf ("@%u-%u ", at, at + 13);

      while (text->len < at)
        g_string_append_c (text, " .\n"[text->len % 3]);
      g_string_append (text, "date of issue");
      msp_lexicon_scan (lexicon, msp_span_new (text->str, text->len), write_hit, hits);
      cr_expect (g_str_has_suffix (hits->str, expected), "at %u: '%s'", at, hits->str);
      g_string_truncate (text, text->len - 1);
      g_string_truncate (hits, 0);
      msp_lexicon_scan (lexicon, msp_span_new (text->str, text->len), write_hit, hits);
      cr_expect_str_empty (hits->str, "at %u: '%s'", at, hits->str);
    }
  msp_lexicon_free (lexicon);
  msp_terms_free (terms);
  msp_rules_free (rules);
}

Test (lexicon, simd_finds_in_any_bytes_what_its_twin_finds)
{
  MspRules *rules;
  MspTerms *terms;
  MspLexicon *lexicon = make_lexicon (&rules, &terms);
  guint32 seed = 7;

  for (guint round = 0; round < 300; round++)
    {
      char bytes[5000];
      g_autoptr(GString) fast = g_string_new (NULL);
      g_autoptr(GString) slow = g_string_new (NULL);
      gsize len = round < 200 ? round : sizeof bytes - round;

      for (gsize i = 0; i < len; i++)
        {
          seed = seed * 1664525u + 1013904223u;
          bytes[i] = (char) (round % 2 == 0 ? seed >> 24 : (guint) "sni \303mrnb-"[(seed >> 24) % 11]);
        }
      msp_lexicon_scan_by (lexicon, MSP_WORD_AVX2, msp_span_new (bytes, len), write_hit, fast);
      msp_lexicon_scan_by (lexicon, MSP_WORD_SCALAR, msp_span_new (bytes, len), write_hit, slow);
      cr_expect_str_eq (fast->str, slow->str, "%zu bytes", len);
    }
  msp_lexicon_free (lexicon);
  msp_terms_free (terms);
  msp_rules_free (rules);
}

Test (lexicon, words_are_whole_and_plurals_are_known)
{
  static const struct {
    const char *text;
    guint       n;
  } rows[] = { { "ssn", 1 }, { "ssns", 1 }, { "ssnx", 0 }, { "xssn", 0 }, { "my_ssn_2", 1 }, { "\303\251ssn", 0 },
               { "\"ssn\"", 1 }, { "\342\200\234ssn\342\200\235", 1 }, { "date  of issue", 1 }, { "date, of issue", 0 },
               { "DATE-\nof_ issue", 1 }, { "date   of issue", 0 }, { "date for issue", 0 }, { "date  on issue", 0 },
               { "accounts", 1 }, { "accounten", 1 }, { "a\350\272\253\344\273\275\350\257\201b", 1 }, { "", 0 } };
  MspRules *rules;
  MspTerms *terms;
  MspLexicon *lexicon = make_lexicon (&rules, &terms);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) hits = g_string_new (NULL);
      guint n = 0;

      msp_lexicon_scan (lexicon, msp_span_from_string (rows[i].text), write_hit, hits);
      for (const char *at = hits->str; (at = strchr (at, 't')) != NULL; at++)
        n++;
      cr_expect_eq (n, rows[i].n, "'%s': %s", rows[i].text, hits->str);
    }
  msp_lexicon_free (lexicon);
  msp_terms_free (terms);
  msp_rules_free (rules);
}

Test (lexicon, head_that_may_begin_inside_words_is_left_to_the_engine)
{
  static const char *const heads[] = { "abc", "\\babc|def", "\\b[A-Z]{5}", "\\b%B", "\\ba" };
  MspRules *rules;
  MspTerms *terms;
  MspLexicon *lexicon = make_lexicon (&rules, &terms);
  gboolean rest;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    cr_expect_not (msp_lexicon_add_head (lexicon, 0, heads[i], &rest), "%s", heads[i]);
  msp_lexicon_free (lexicon);
  msp_terms_free (terms);
  msp_rules_free (rules);
}
