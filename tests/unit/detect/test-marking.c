/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "code-rules.h"
#include "detect/marking-anchors.h"
#include "detect/marking.h"
#include "support/find-anchors.h"

#include <criterion/criterion.h>

static GArray *
scan (const char *body, gsize len, MspUnitKind kind, const char *subject, gboolean bulk, gboolean official)
{
  GArray *candidates = code_candidates_new ();
  MspUnit unit = { kind, "1", NULL, 0 };
  g_autoptr (MspText) text = msp_text_new ();
  MspParticipants participants;

  g_string_append_len (text->text, body, (gssize) len);
  msp_text_finish (text);
  msp_participants_init (&participants);
  msp_participants_add (&participants, official ? "Jane <jane@command.example.mil>" : "Jane <jane@example.org>");
  g_autoptr (GArray) anchors = find_anchors (msp_span_new (body, len));

  msp_marking_scan (NULL, text, &unit, subject, bulk, &participants, anchors, candidates);
  msp_participants_clear (&participants);
  return candidates;
}

#define BLOCK "Classified By: J. Roe, Analyst\nDerived From: Northern SCG 4\nDeclassify On: 20401231\n"

static const struct {
  const char *name, *body, *subject;
  gboolean    bulk, official;
  const char *id;           /* NULL: nothing of classmark */
  int         least, most;  /* confidence */
  gboolean    set;
} texts[] = {
  { "whole marked set",
    "TOP SECRET//SI//NOFORN\n\n(TS//SI//NF) One.\n\n(S//NF) Two.\n\n(U) Three.\n\n" BLOCK "\nTOP SECRET//SI//NOFORN\n",
    NULL, FALSE, TRUE, "cm_banner", 95, 99, TRUE },
  { "banner, portions and block", "SECRET//NOFORN\n(S//NF) One.\n(U) Two.\n" BLOCK, "(S//NF) report", FALSE, FALSE, "cm_banner",
    95, 99, TRUE },
  { "older paper with bare marks", "SECRET\n\n(S) One.\n\n(S) Two.\n\n(U) Three.\n\n" BLOCK "\nSECRET\n", NULL, FALSE, FALSE,
    "cm_level_line", 95, 99, TRUE },
  { "NATO paper", "//NATO SECRET//ATOMAL\n\n(//NS//ATOMAL) One.\n\n" BLOCK "//NATO SECRET//ATOMAL\n", NULL, FALSE, FALSE,
    "cm_nato", 95, 99, TRUE },
  { "joint paper", "//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR\n(//JOINT S//REL) One.\n" BLOCK, NULL, FALSE, FALSE,
    "cm_joint", 95, 99, TRUE },
  { "banner line only", "SECRET//NOFORN\n\nSee you at noon.\n", NULL, FALSE, FALSE, "cm_banner", 80, 80, FALSE },
  { "quoted and decorated banner", "> ** SECRET//NOFORN **\n> text\n", NULL, FALSE, FALSE, "cm_banner", 80, 80, FALSE },
  { "banner behind a label", "Classification: SECRET//NOFORN\ntext\n", NULL, FALSE, FALSE, "cm_banner", 90, 94, FALSE },
  { "banner beside a page number", "SECRET//NOFORN   Page 1 of 3\ntext\n", NULL, FALSE, FALSE, "cm_banner", 80, 80, FALSE },
  { "banner and portions in bulk mail", "SECRET//NOFORN\n(S//NF) One.\n", NULL, TRUE, FALSE, "cm_banner", 80, 90, FALSE },
  { "portion marks without banner", "(S//NF) One.\n\n(U) Two.\n\n(S//NF) Three.\n", NULL, FALSE, FALSE, "cm_portion", 55, 55,
    FALSE },
  { "authority block alone", BLOCK, NULL, FALSE, FALSE, "cm_cab", 80, 80, FALSE },
  { "banner for training", "SECRET//NOFORN\nMarked for training purposes only.\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "unpublished control alone", "SECRET//LOVE\ntext\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "released paper", "DECLASSIFIED by NARA\nSECRET//NOFORN\n(S//NF) One.\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "unclassified paper", "UNCLASSIFIED\n(U) One.\n(U) Two.\n(U) Three.\nUNCLASSIFIED\n", NULL, FALSE, TRUE, NULL, 0, 0, FALSE },
  { "FOUO paper", "UNCLASSIFIED//FOUO\n(U//FOUO) One.\n", NULL, FALSE, TRUE, NULL, 0, 0, FALSE },

  /* Ordinary mail. */
  { "recipe", "My TOP SECRET RECIPE for soup\nTop secret recipe\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "shop", "Victoria's Secret has a sale\nSECRET SALE\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "key", "Set CLIENT_SECRET=abc // the secret\nSECRET=//x\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "comments", "int C// x\nreturn S//2;\n// SECRET\n//SECRET\nhttp://CUI//x\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "film title", "TOP SECRET\nis a film of 1984\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "copyright and lists", "CONFIDENTIAL\n(C) 2003 Example Corp\n(C) 2004\n(S) small\n(U) union\n", NULL, FALSE, FALSE, NULL, 0,
    0, FALSE },
  { "company footer", "CONFIDENTIAL\nThis message is for the intended recipient only.\n", NULL, FALSE, TRUE, NULL, 0, 0, FALSE },
  { "sentence about a banner", "Please write SECRET//NOFORN on top of each page.\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "sentence that begins with a banner", "SECRET//NOFORN is what the page says.\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "statistics", "Classified by: k means\nThe samples were classified by: age\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "lower case", "secret//noforn\n(s//nf) one\n", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
  { "nothing", "", NULL, FALSE, FALSE, NULL, 0, 0, FALSE },
};

static const MspCandidate *
find_strongest (const GArray *candidates)
{
  const MspCandidate *best = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const MspCandidate *candidate = &g_array_index (candidates, MspCandidate, i);

      if (g_str_has_prefix (candidate->rule->id, "cm_") && (best == NULL || candidate->confidence > best->confidence))
        best = candidate;
    }
  return best;
}

Test (marking, evidence_decides_the_verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) candidates = scan (texts[i].body, strlen (texts[i].body), MSP_UNIT_BODY, texts[i].subject,
                                            texts[i].bulk, texts[i].official);
      const MspCandidate *best = find_strongest (candidates);

      if (texts[i].id == NULL)
        {
          cr_expect_null (best, "%s: %s (%s)", texts[i].name, best != NULL ? best->rule->id : "",
                          best != NULL ? best->reasons : "");
          continue;
        }
      cr_expect_not_null (best, "%s: nothing", texts[i].name);
      if (best == NULL)
        continue;
      cr_expect_str_eq (best->rule->id, texts[i].id, "%s: %s (%s)", texts[i].name, best->rule->id, best->reasons);
      cr_expect (best->confidence >= texts[i].least && best->confidence <= texts[i].most, "%s: %d (%s)", texts[i].name,
                 best->confidence, best->reasons);
      cr_expect_eq ((best->flags & MSP_FINDING_MARKED_SET) != 0, texts[i].set, "%s: %s", texts[i].name, best->reasons);
      cr_expect (best->end <= strlen (texts[i].body) && best->start < best->end);
    }
}

Test (marking, reasons_say_what_was_weighed)
{
  g_autoptr (GArray) candidates = scan (texts[1].body, strlen (texts[1].body), MSP_UNIT_BODY, texts[1].subject, FALSE, FALSE);
  const MspCandidate *best = code_candidates_find (candidates, "cm_banner");

  cr_assert_not_null (best);
  cr_expect_str_eq (best->reasons,
                    "marked set SECRET, 100 points: banner with control block +45; portion marks +15; portions agree with the "
                    "banner +15; "
                                   "authority block +35; valid declassification +10; subject or label carries the level +15");
  cr_expect_str_eq (best->masked, "SECRET//NOFORN");
  cr_expect_eq (best->sensitivity, 92);
  cr_expect_not_null (code_candidates_find (candidates, "cm_portion"));
  cr_expect_not_null (code_candidates_find (candidates, "cm_cab"));
}

Test (marking, header_and_file_name_are_read)
{
  static const struct {
    const char *text;
    gboolean    found;
  } rows[] = {
    { "(S//NF) Weekly report", TRUE }, { "SECRET//NOFORN", TRUE }, { "RE: (TS//SI//NF) x", TRUE }, { "(U) Weekly report", FALSE },
    { "Secret santa", FALSE }, { "CONFIDENTIAL", FALSE }, { "(S) small", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) candidates = scan (rows[i].text, strlen (rows[i].text), MSP_UNIT_HEADER, NULL, FALSE, FALSE);

      cr_expect_eq (code_candidates_find (candidates, "cm_subject") != NULL, rows[i].found, "%s", rows[i].text);
    }
}

Test (marking, cui_is_found)
{
  static const struct {
    const char *body, *id;
    int         confidence;
  } rows[] = {
    { "CUI//SP-PRVCY\ntext\n", "cui_banner", 96 },
    { "CUI//ZZZZ\ntext\n", "cui_banner", 60 },
    { "CUI\ntext\n", "cui_line", 60 },
    { "CUI\ntext\nCUI\n", "cui_line", 85 },
    { "CONTROLLED\ntext\n", NULL, 0 },
    { "(CUI) text\n", "cui_portion", 75 },
    { "CUI\n(CUI//SP-PRVCY) text\n", "cui_portion", 90 },
    { "Controlled by: Example Agency\nCUI Category: PRVCY\nPOC: J. Roe\n", "cui_di_block", 95 },
    { "Controlled by: Example Agency\nControlled by: Office\n", NULL, 0 },
    { "CUISINE\ncui\nCUI bono\n", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) candidates = scan (rows[i].body, strlen (rows[i].body), MSP_UNIT_BODY, NULL, FALSE, FALSE);
      const MspCandidate *found = rows[i].id != NULL ? code_candidates_find (candidates, rows[i].id) : NULL;

      if (rows[i].id == NULL)
        cr_expect_eq (candidates->len, 0, "'%s': %u", rows[i].body, candidates->len);
      else
        cr_expect (found != NULL && found->confidence == rows[i].confidence, "'%s': %d", rows[i].body,
                   found != NULL ? found->confidence : -1);
    }
}

/* Number of the places in text that are searched for markings. */
static guint
count_anchors (const char *text)
{
  MspSpan span = msp_span_from_string (text);
  g_autoptr (GArray) anchors = find_anchors (span);
  guint n = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      const MspAnchor *anchor = &g_array_index (anchors, MspAnchor, i);

      n += anchor->number == MSP_ANCHOR_MARKING
           && (msp_marking_is_anchor (span, anchor->start) || msp_marking_is_anchor (span, anchor->start + 1));
    }
  return n;
}

Test (marking, anchors_are_found_at_every_offset)
{
  static const char *const anchors[] = { "SECRET", "CONFIDENTIAL", "RESTRICTED", "CUI", "CONTROLLED", "Declassify", "DECLASSIFY",
                                         "Dissemination", "(S//", "(//" };

  for (gsize i = 0; i < G_N_ELEMENTS (anchors); i++)
    for (guint before = 0; before < 40; before++)
      {
        g_autofree char *text = g_strdup_printf ("%*s%s x", (int) before, "", anchors[i]);

        cr_expect_gt (count_anchors (text), 0, "'%s' at %u", anchors[i], before);
      }
  cr_expect_eq (count_anchors ("see http://example.com/ // and a secret plan, classi fied"), 0);
}

Test (marking, damaged_texts_are_safe)
{
  guint32 seed = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize len = 0; len <= strlen (texts[i].body); len++)
      {
        g_autofree char *copy = g_memdup2 (texts[i].body, len);
        g_autoptr (GArray) cut = scan (copy, len, MSP_UNIT_BODY, texts[i].subject, FALSE, TRUE);

        for (guint n = 0; n < len / 4; n++)
          {
            gsize a = (seed = seed * 1103515245 + 12345) % len, b = (seed = seed * 1103515245 + 12345) % len;
            char byte = copy[a];

            copy[a] = copy[b];
            copy[b] = byte;
          }
        g_autoptr (GArray) shuffled = scan (copy, len, MSP_UNIT_ATTACHMENT, "(S//", TRUE, FALSE);
        for (guint n = 0; n < shuffled->len; n++)
          cr_expect_leq (g_array_index (shuffled, MspCandidate, n).end, len);
      }
}
