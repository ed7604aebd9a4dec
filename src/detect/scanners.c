/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/scanners.h"

#include <string.h>

#include "detect/boxes.h"
#include "detect/candidate.h"
#include "detect/directory.h"
#include "detect/forms.h"
#include "detect/marking.h"
#include "detect/mask.h"

static void
clear_candidate (gpointer data)
{
  MspCandidate *candidate = data;

  g_free (candidate->reasons);
  g_free (candidate->masked);
  g_free (candidate->normal);
}

/* The validated identifiers that the pattern pass left standing: they tell a filled form from a blank one. */
static void
offer_identifiers (const MspScan *scan, GArray *candidates)
{
  for (guint i = 0; i < scan->tried->len; i++)
    {
      const MspTried *tried = &g_array_index (scan->tried, MspTried, i);
      const MspRule *rule = msp_rules_get (scan->patterns->rules, tried->rule);
      MspCandidate candidate = { .rule = rule, .confidence = tried->confidence, .label = tried->context.term };

      if (rule->validator == NULL || rule->is_aggregate || tried->confidence < 40)
        continue;
      candidate.start = (guint32) msp_normaliser_to_source (&scan->normaliser, tried->value_start);
      candidate.end = (guint32) msp_normaliser_end_to_source (&scan->normaliser, tried->value_end);
      g_array_append_val (candidates, candidate);
    }
}

static void
fill_strings (MspMessage *message, MspScan *scan, const MspCandidate *candidate, MspSpan value, MspFinding *finding)
{
  const MspRule *rule = candidate->rule;

  g_string_truncate (scan->work, 0);
  if (candidate->masked != NULL)
    g_string_append (scan->work, candidate->masked);
  else
    msp_mask_append (scan->work, rule->mask, value, candidate->label != NULL ? candidate->label : rule->title);
  finding->masked = g_string_chunk_insert_len (message->strings, scan->work->str, (gssize) scan->work->len);
  g_autofree char *reasons = g_strdup_printf ("rule %s%s%s", rule->id, candidate->reasons != NULL ? "; " : "",
                                              candidate->reasons != NULL ? candidate->reasons : "");

  finding->reasons = g_string_chunk_insert (message->strings, reasons);
  finding->label = candidate->label;
}

static void
add_candidate (MspMessage *message, MspScan *scan, const MspCandidate *candidate)
{
  const MspRule *rule = candidate->rule;
  MspSpan value = msp_span_slice (msp_span_new (scan->source->text->str, scan->source->text->len), candidate->start,
                                  candidate->end);
  MspFinding finding = {
    .start = candidate->start, .end = candidate->end, .detector = rule->id, .category = rule->category,
    .sensitivity = candidate->sensitivity > 0 ? (guint8) MIN (candidate->sensitivity, 100) : rule->sensitivity,
    .confidence = (guint8) CLAMP (candidate->confidence, 0, 99), .occurrences = MAX (candidate->distinct, 1),
    .distinct = MAX (candidate->distinct, 1), .flags = candidate->flags | msp_message_get_flags (scan, rule, candidate->start),
  };

  if (candidate->normal != NULL)
    g_string_assign (scan->work, candidate->normal);
  else
    msp_normal_assign (scan->work, rule->normal, value);
  msp_keyed_hash_make (message->hash, rule->type, msp_span_new (scan->work->str, scan->work->len), finding.value_key);
  if (!msp_message_is_new (message, scan, rule, &finding))
    return;
  fill_strings (message, scan, candidate, value, &finding);
  msp_message_take (message, scan, rule, &finding, 0);
}

/* The addresses and phones of a list of people are in its number. */
static void
drop_listed (MspMessage *message, guint listed)
{
  for (guint i = message->records->len; i-- > 0;)
    {
      const MspRecord *record = &g_array_index (message->records, MspRecord, i);
      const MspRule *rule = msp_rules_get (message->patterns->rules, record->rule);

      if (record->unit != message->unit)
        break;
      if (rule->is_aggregate && rule->category == MSP_CATEGORY_CONTACT && record->finding.distinct > 1
          && record->finding.distinct <= listed)
        g_array_remove_index (message->records, i);
    }
}

/* Whether words of sickness, children and the like stand in the text, which the questions of a blank form hold too. */
static gboolean
has_touchy_words (const MspScan *scan)
{
  for (guint i = 0; i < scan->tried->len; i++)
    {
      const MspRule *rule = msp_rules_get (scan->patterns->rules, g_array_index (scan->tried, MspTried, i).rule);

      if (rule->validator == NULL && (rule->category == MSP_CATEGORY_HEALTH || rule->category == MSP_CATEGORY_FAMILY ||
                                      rule->category == MSP_CATEGORY_SPECIAL))
        return TRUE;
    }
  return FALSE;
}

static GArray *
get_candidates (MspMessage *message)
{
  if (message->candidates == NULL)
    {
      message->candidates = g_array_new (FALSE, FALSE, sizeof (MspCandidate));
      g_array_set_clear_func (message->candidates, clear_candidate);
    }
  return message->candidates;
}

void
msp_scanners_run (MspMessage *message, MspScan *scan)
{
  const MspDetectMessage *mail = &message->mail;
  GArray *candidates = get_candidates (message);

  msp_marking_scan (message->patterns->rules, scan->source, scan->unit, mail->subject, mail->bulk,
                    &message->participants, scan->hits.anchors, candidates);
  guint listed = msp_directory_scan (scan, &message->participants, candidates);

  drop_listed (message, listed);
  message->listed = scan->unit->alternative == 0 ? message->listed + listed : MAX (message->listed, listed);
  msp_boxes_scan (scan, candidates);
  guint markings = candidates->len;

  offer_identifiers (scan, candidates);
  guint identifiers = candidates->len;

  msp_forms_scan (message->patterns->rules, scan->source, scan->unit, scan->hits.anchors, candidates);
  if (candidates->len == identifiers && has_touchy_words (scan))
    msp_forms_scan_questions (message->patterns->rules, scan->source, scan->unit, candidates);
  for (guint i = 0; i < markings; i++)
    add_candidate (message, scan, &g_array_index (candidates, MspCandidate, i));
  for (guint i = identifiers; i < candidates->len; i++)
    add_candidate (message, scan, &g_array_index (candidates, MspCandidate, i));
  g_array_set_size (candidates, 0);
}
