/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking.h"

#include "detect/anchors.h"
#include "detect/cui.h"
#include "detect/marking-anchors.h"
#include "detect/marking-evidence.h"
#include "detect/marking-talk.h"

#include <string.h>

#define MARKED_SET 80
#define PROBABLE 60
#define POSSIBLE 40

typedef struct {
  const MspRules           *rules;
  const MspMarkingContext  *context;
  const MspMarkingEvidence *evidence;
  const MspMarkingVerdict  *verdict;
  GArray                   *candidates;
} Emitter;

static const char *const level_names[] = { "", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET" };

/* The line around at, cut at most bytes to both sides, so that one endless line costs no more than its length. */
static void
get_line (MspSpan text, gsize at, gsize *out_start, gsize *out_end)
{
  const char *end = memchr (text.data + at, '\n', text.len - at);
  gsize start = at;

  while (start > 0 && at - start < 1000 && text.data[start - 1] != '\n')
    start--;
  *out_start = start;
  *out_end = end != NULL ? (gsize) (end - text.data) : text.len;
}

/* Whether any line is worth reading the whole text for. */
static gboolean
has_marked_line (MspSpan text, const GArray *anchors)
{
  gsize start, end = 0;
  MspMarkingLine line;

  for (guint i = 0; i < anchors->len; i++)
    {
      const MspAnchor *anchor = &g_array_index (anchors, MspAnchor, i);
      gsize at = anchor->start;

      if (anchor->number != MSP_ANCHOR_MARKING || at < end)
        continue;
      /* Some count from behind the byte before. */
      at += !msp_marking_is_anchor (text, at);
      if (!msp_marking_is_anchor (text, at))
        continue;
      get_line (text, at, &start, &end);
      msp_marking_read_line (text, start, end, FALSE, &line);
      if (line.kind != MSP_LINE_NONE)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_empty (MspSpan text, gsize start, gsize end)
{
  while (start < end && g_ascii_isspace (text.data[start]))
    start++;
  return start == end;
}

static void
read_lines (MspSpan text, MspMarkingEvidence *evidence, MspCuiEvidence *cui)
{
  for (gsize start = 0; start < text.len;)
    {
      const char *newline = memchr (text.data + start, '\n', text.len - start);
      gsize end = newline != NULL ? (gsize) (newline - text.data) : text.len;
      MspMarkingLine line;

      if (!is_empty (text, start, end))
        {
          msp_marking_read_line (text, start, end, TRUE, &line);
          if (line.kind >= MSP_LINE_CUI_BANNER)
            msp_cui_evidence_add (cui, &line, evidence->rows);
          else if (line.kind != MSP_LINE_NONE)
            msp_marking_evidence_add (evidence, &line, evidence->rows);
          evidence->rows++;
        }
      start = end + 1;
    }
  cui->rows = evidence->rows;
}

/* N7: "CONFIDENTIAL" above a company's footer is none of the state's markings. */
static void
drop_footer (MspSpan text, MspMarkingEvidence *evidence)
{
  const MspMarkingGroup *levels = &evidence->levels;

  if (levels->n > 0 && evidence->banners.n == 0 && levels->best.marking.level == MSP_LEVEL_CONFIDENTIAL &&
      (msp_marking_talk_is_footer (text, levels->first.start, levels->first.end) ||
       msp_marking_talk_is_footer (text, levels->last.start, levels->last.end)))
    evidence->levels = (MspMarkingGroup) { 0 };
}

/* The verdict's points as a confidence that the text bears such markings: 45 points, a banner alone, are 80. */
static int
get_confidence (int points)
{
  if (points >= MARKED_SET)
    return 95 + (points - MARKED_SET) / 5;
  return points >= 55 ? 90 + (points - 55) / 6 : points + 35;
}

static const char *
get_verdict_name (int points)
{
  if (points >= MARKED_SET)
    return "marked set";
  if (points >= PROBABLE)
    return "probable";
  return points >= POSSIBLE ? "possible, for human review" : "weak";
}

static MspCandidate *
append (const Emitter *self, const char *id, gsize start, gsize end, int confidence)
{
  const MspRule *rule = msp_rules_find (self->rules, id);
  MspCandidate candidate = { .rule = rule, .start = (guint32) start, .end = (guint32) end, .confidence = confidence };

  if (rule == NULL)
    return NULL;
  g_array_append_val (self->candidates, candidate);
  return &g_array_index (self->candidates, MspCandidate, self->candidates->len - 1);
}

static char *
dup_marking (const Emitter *self, const MspMarkingLine *line)
{
  return g_strndup (self->context->text->text->str + line->start, MIN (line->end - line->start, 80));
}

/* The sensitivity of a marked set tells the score which floor to set. */
static int
get_set_sensitivity (const MspMarking *marking)
{
  if (marking->level == MSP_LEVEL_TOP_SECRET || (marking->flags & (MSP_MARKING_SCI | MSP_MARKING_SAP | MSP_MARKING_AEA)) != 0)
    return 97;
  return marking->level == MSP_LEVEL_SECRET && (marking->flags & MSP_MARKING_NONUS) == 0 ? 92 : 88;
}

static const char *
get_primary_rule (const MspMarkingLine *line)
{
  if ((line->marking.flags & MSP_MARKING_NATO) != 0)
    return "cm_nato";
  if ((line->marking.flags & MSP_MARKING_NONUS) != 0)
    return "cm_joint";
  if (line->kind == MSP_LINE_PORTION)
    return "cm_portion";
  return line->kind == MSP_LINE_BANNER ? "cm_banner" : "cm_level_line";
}

static void
fill_primary (const Emitter *self, MspCandidate *candidate, const MspMarking *marking)
{
  int points = self->verdict->points;

  if (points >= MARKED_SET)
    {
      candidate->sensitivity = get_set_sensitivity (marking);
      candidate->flags |= MSP_FINDING_MARKED_SET;
    }
  candidate->reasons = g_strdup_printf ("%s %s, %d points: %s%s", get_verdict_name (points), level_names[marking->level], points,
                                        self->verdict->reasons->str,
                                        (marking->flags & MSP_MARKING_LEGACY) != 0 ? "; legacy form" : "");
}

/* The finding that carries the verdict. */
static void
emit_primary (const Emitter *self)
{
  const MspMarkingLine *best = msp_marking_evidence_get_best (self->evidence);
  MspMarking unknown = { MSP_LEVEL_CONFIDENTIAL, 0, 0 };
  int confidence = get_confidence (self->verdict->points);
  MspCandidate *candidate;

  if (best == NULL)
    candidate = append (self, "cm_cab", self->evidence->authority_start, self->evidence->authority_end, confidence);
  else
    candidate = append (self, get_primary_rule (best), best->start, best->end, confidence);
  if (candidate == NULL)
    return;
  fill_primary (self, candidate, best != NULL ? &best->marking : &unknown);
  if (best != NULL)
    candidate->normal = dup_marking (self, best);
  candidate->masked = best != NULL ? dup_marking (self, best) : g_strdup ("classification authority block");
}

static void
emit_portions (const Emitter *self, int most)
{
  const MspMarkingGroup *portions = &self->evidence->portions;
  MspCandidate *candidate = append (self, "cm_portion", portions->best.start, portions->best.end, most);

  if (candidate == NULL)
    return;
  candidate->reasons = g_strdup_printf ("%u portion marks, highest %s", portions->n, level_names[portions->best.marking.level]);
  candidate->masked = dup_marking (self, &portions->best);
  candidate->normal = dup_marking (self, &portions->best);
}

static void
emit_authority (const Emitter *self, int most)
{
  gboolean valid = (self->evidence->authority & MSP_AUTHORITY_VALID_DATE) != 0;
  MspCandidate *candidate = append (self, "cm_cab", self->evidence->authority_start, self->evidence->authority_end,
                                    MIN (most, valid ? 97 : 80));

  if (candidate == NULL)
    return;
  candidate->reasons = g_strdup_printf ("%u lines of a classification authority block%s",
                                        msp_marking_count_authority (self->evidence->authority),
                                        valid ? ", valid declassification" : "");
  candidate->masked = g_strdup ("classification authority block");
}

/* SCI, SAP and AEA controls of the marking at line, as findings of their own that never outrank the marking. */
static void
emit_controls (const Emitter *self, const MspMarkingLine *line, int most)
{
  static const struct {
    guint32     flag;
    const char *rule;
  } controls[] = { { MSP_MARKING_SCI, "cm_sci" }, { MSP_MARKING_SAP, "cm_sap" }, { MSP_MARKING_AEA, "cm_aea" } };

  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    if ((line->marking.flags & controls[i].flag) != 0)
      {
        MspCandidate *candidate = append (self, controls[i].rule, line->start, line->end, MIN (most - 1, 95));

        if (candidate != NULL)
          {
            candidate->reasons = g_strdup ("control block of the marking");
            candidate->masked = dup_marking (self, line);
            candidate->normal = dup_marking (self, line);
          }
      }
}

static void
emit_verdict (const Emitter *self)
{
  const MspMarkingLine *best = msp_marking_evidence_get_best (self->evidence);
  int confidence = get_confidence (self->verdict->points);

  emit_primary (self);
  if (best != NULL && best->kind != MSP_LINE_PORTION && self->verdict->portions_count)
    emit_portions (self, MIN (confidence, 90));
  if (best != NULL && msp_marking_count_authority (self->evidence->authority) >= 2)
    emit_authority (self, confidence);
  if (best != NULL)
    emit_controls (self, best, confidence);
}

/* Below the verdict "possible" a mark with "//" or an authority block is still shown, unless something speaks against it. */
static void
emit_weak (const Emitter *self)
{
  const MspMarkingEvidence *evidence = self->evidence;

  if (self->verdict->against < 0)
    return;
  if (self->verdict->portions_count && evidence->portions.n > evidence->bare)
    emit_portions (self, 55);
  else if (msp_marking_count_authority (evidence->authority) >= 2)
    emit_authority (self, 65);
}

/* A marked subject or label header is a finding of its own. */
static void
emit_subject (const Emitter *self)
{
  const MspMarkingEvidence *evidence = self->evidence;
  const MspMarkingLine *line = evidence->labels.n > 0 ? &evidence->labels.best : msp_marking_evidence_get_best (evidence);
  MspCandidate *candidate;

  if (line == NULL || line->marking.level <= MSP_LEVEL_UNCLASSIFIED ||
      (line->kind == MSP_LINE_LEVEL && line->marking.level == MSP_LEVEL_CONFIDENTIAL))
    return;
  candidate = append (self, "cm_subject", line->start, line->end,
                      (line->kind == MSP_LINE_LEVEL ? 50 : 75) + (self->context->official ? 15 : 0) -
                                                                    (self->context->bulk ? 25 : 0));
  if (candidate != NULL)
    {
      candidate->reasons = g_strdup_printf ("the header carries the level %s", level_names[line->marking.level]);
      candidate->masked = dup_marking (self, line);
      candidate->normal = dup_marking (self, line);
    }
}

static void
emit_marking (const MspRules *rules, const MspMarkingContext *context, const MspUnit *unit, MspMarkingEvidence *evidence,
              GArray *candidates)
{
  g_autoptr (GString) reasons = g_string_new (NULL);
  MspMarkingVerdict verdict = { .reasons = reasons };
  Emitter emitter = { rules, context, evidence, &verdict, candidates };

  if (unit->kind == MSP_UNIT_HEADER || unit->kind == MSP_UNIT_FILENAME)
    {
      emit_subject (&emitter);
      return;
    }
  msp_marking_evidence_judge (evidence, context, &verdict);
  if (verdict.points >= POSSIBLE)
    emit_verdict (&emitter);
  else
    emit_weak (&emitter);
}

void
msp_marking_scan (const MspRules *rules, const MspText *text, const MspUnit *unit, const char *subject, gboolean bulk,
                  MspParticipants *participants, const GArray *anchors, GArray *candidates)
{
  MspSpan span = msp_span_new (text->text->str, text->text->len);

  if (!has_marked_line (span, anchors))
    return;
  MspMarkingEvidence evidence = { 0 };
  MspCuiEvidence cui = { 0 };
  MspMarkingContext context = { text, subject, bulk, msp_participants_is_official (participants) };

  read_lines (span, &evidence, &cui);
  drop_footer (span, &evidence);
  emit_marking (rules, &context, unit, &evidence, candidates);
  msp_cui_scan_finish (&cui, rules, text, candidates);
}
