/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/boxes.h"

#include <string.h>

#include "detect/boxes-read.h"
#include "detect/candidate.h"
#include "detect/mask.h"

#define NEAR 160            /* bytes in which the same number is the same mention */

static gboolean
is_same_number (MspSpan value, const char *number)
{
  char digits[10];
  guint n = 0;

  for (gsize i = 0; i < value.len && n < 9; i++)
    if (g_ascii_isdigit (value.data[i]))
      digits[n++] = value.data[i];
  return n == 9 && memcmp (digits, number, 3) == 0 && memcmp (digits + 3, number + 4, 2) == 0
         && memcmp (digits + 5, number + 7, 4) == 0;
}

/* Whether a pattern has taken these digits, there or as the number that an extractor has put together. */
static gboolean
is_known (const MspScan *scan, const MspRule *rule, const MspBoxes *boxes)
{
  for (guint i = 0; i < scan->tried->len; i++)
    {
      const MspTried *tried = &g_array_index (scan->tried, MspTried, i);

      if (tried->value_end + NEAR > boxes->start && tried->value_start < boxes->end + NEAR &&
          strcmp (msp_rules_get (scan->patterns->rules, tried->rule)->type, rule->type) == 0 &&
          is_same_number (msp_span_slice (scan->text, tried->value_start, tried->value_end), boxes->value))
        return TRUE;
    }
  return FALSE;
}

static void
append (const MspScan *scan, const MspRule *rule, const MspWordHit *hit, const MspBoxes *boxes, GArray *candidates)
{
  MspSpan value = msp_span_from_string (boxes->value);
  const char *term = msp_matcher_get_term (scan->patterns->matcher, hit->term);
  MspVerdict verdict = { .valid = FALSE };

  rule->validator->validate (value, &verdict);
  if ((!verdict.valid && !verdict.test) || msp_rules_allow (scan->patterns->rules, rule->index, value))
    return;
  MspCandidate candidate = {
    .rule = rule,
    .start = (guint32) msp_normaliser_to_source (&scan->normaliser, boxes->start),
    .end = (guint32) msp_normaliser_end_to_source (&scan->normaliser, boxes->end),
    .confidence = rule->label,
    .flags = verdict.test ? MSP_FINDING_TEST : 0,
    .label = term,
  };

  g_string_truncate (scan->work, 0);
  msp_mask_append (scan->work, rule->mask, value, term);
  candidate.masked = g_strdup (scan->work->str);
  msp_normal_assign (scan->work, rule->normal, value);
  candidate.normal = g_strdup (scan->work->str);
  candidate.reasons = g_strdup_printf ("validator %s: %s; label '%s' before its parts, each in a box of its own: %d%s",
                                       rule->validator->name, verdict.why, term, rule->label,
                                       verdict.test ? "; published test value" : "");
  g_array_append_val (candidates, candidate);
}

void
msp_boxes_scan (const MspScan *scan, GArray *candidates)
{
  const MspRule *rule = scan->patterns->boxed;
  gsize behind = 0;

  if (rule == NULL || rule->validator == NULL || !msp_lexicon_set_has (&scan->lexicons, rule->context))
    return;
  for (guint i = 0; i < scan->hits.words->len; i++)
    {
      const MspWordHit *hit = &g_array_index (scan->hits.words, MspWordHit, i);
      MspBoxes boxes;

      if (hit->start < behind || !msp_matcher_term_is_in (scan->patterns->matcher, hit->term, rule->context) ||
          !msp_boxes_read (scan->text, hit->end, &boxes))
        continue;
      if (boxes.start < behind)
        continue;
      behind = boxes.end;
      if (!is_known (scan, rule, &boxes))
        append (scan, rule, hit, &boxes, candidates);
    }
}
