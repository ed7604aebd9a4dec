/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-evidence.h"

#include "detect/marking-talk.h"

#include <string.h>

#define BLOCK_ROWS 12
#define EDGE_ROWS 5

static gboolean
is_better (const MspMarking *a, const MspMarking *b)
{
  return a->level != b->level ? a->level > b->level : a->n_blocks > b->n_blocks;
}

static void
add_to_group (MspMarkingGroup *group, const MspMarkingLine *line, guint row)
{
  if (group->n == 0)
    {
      group->first = *line;
      group->first_row = row;
    }
  if (group->n == 0 || is_better (&line->marking, &group->best.marking))
    group->best = *line;
  group->last = *line;
  group->last_row = row;
  group->n++;
}

static void
add_authority (MspMarkingEvidence *self, const MspMarkingLine *line, guint row)
{
  gboolean near = self->authority != 0 && row - self->authority_row <= BLOCK_ROWS;

  /* A complete block stands; a lone line gives way to a later block. */
  if (!near && msp_marking_count_authority (self->authority) >= 2)
    return;
  if (!near)
    {
      self->authority = 0;
      self->authority_start = line->start;
    }
  self->authority |= line->authority;
  self->authority_end = line->end;
  self->authority_row = row;
}

void
msp_marking_evidence_add (MspMarkingEvidence *self, const MspMarkingLine *line, guint row)
{
  gboolean bare = line->marking.n_blocks == 0 && (line->marking.flags & MSP_MARKING_NONUS) == 0;

  switch (line->kind)
    {
    case MSP_LINE_BANNER:
      add_to_group (&self->banners, line, row);
      break;
    case MSP_LINE_LEVEL:
      add_to_group (&self->levels, line, row);
      break;
    case MSP_LINE_LABEL:
      add_to_group (&self->labels, line, row);
      break;
    case MSP_LINE_PORTION:
      add_to_group (&self->portions, line, row);
      self->bare += bare;
      self->bare_confidential += bare && line->marking.level == MSP_LEVEL_CONFIDENTIAL;
      break;
    case MSP_LINE_AUTHORITY:
      add_authority (self, line, row);
      break;
    default:
      break;
    }
}

guint
msp_marking_count_authority (guint32 authority)
{
  return ((authority & MSP_AUTHORITY_CLASSIFIED_BY) != 0) + ((authority & MSP_AUTHORITY_DERIVED_FROM) != 0) +
         ((authority & MSP_AUTHORITY_REASON) != 0) + ((authority & MSP_AUTHORITY_DECLASSIFY_ON) != 0);
}

static gboolean
is_classified (const MspMarkingGroup *group)
{
  return group->n > 0 && group->best.marking.level > MSP_LEVEL_UNCLASSIFIED;
}

const MspMarkingLine *
msp_marking_evidence_get_best (const MspMarkingEvidence *self)
{
  if (is_classified (&self->banners))
    return &self->banners.best;
  if (is_classified (&self->levels))
    return &self->levels.best;
  return is_classified (&self->portions) ? &self->portions.best : NULL;
}

static int
add_points (MspMarkingVerdict *verdict, int points, const char *why)
{
  if (points == 0)
    return 0;
  if (verdict->reasons->len > 0)
    g_string_append (verdict->reasons, "; ");
  g_string_append_printf (verdict->reasons, "%s %+d", why, points);
  if (points < 0)
    verdict->against += points;
  return points;
}

static gboolean
is_at_edges (const MspMarkingGroup *group, guint rows)
{
  return group->n > 1 && group->first_row < EDGE_ROWS && group->last_row + EDGE_ROWS >= rows &&
           group->first.marking.level == group->last.marking.level;
}

static gboolean
is_on_pages (const MspMarkingGroup *group, const MspText *text)
{
  const MspMark *first, *last;

  if (group->n < 2)
    return FALSE;
  first = msp_text_find_mark (text, MSP_MARK_PAGE, group->first.start);
  last = msp_text_find_mark (text, MSP_MARK_PAGE, group->last.start);
  return first != NULL && last != NULL && first->a != last->a;
}

/* E1, E1b, E2, E7. */
static int
judge_banner (const MspMarkingEvidence *self, const MspText *text, MspMarkingVerdict *verdict)
{
  const MspMarkingLine *best = msp_marking_evidence_get_best (self);
  const MspMarkingGroup *group = is_classified (&self->banners) ? &self->banners : &self->levels;
  int points = 0;

  if (is_classified (&self->banners))
    {
      const MspMarking *marking = &self->banners.best.marking;
      gboolean open = (marking->flags & MSP_MARKING_UNPUBLISHED) != 0 && (marking->flags & MSP_MARKING_SCI) == 0 &&
               marking->n_blocks == 1;

      points += add_points (verdict, open ? 15 : 45, open ? "banner with an unpublished control" : "banner with control block");
    }
  else if (is_classified (&self->levels))
    points += add_points (verdict, 15, "level alone on its line");
  if (is_classified (group) && (is_at_edges (group, self->rows) || is_on_pages (group, text)))
    points += add_points (verdict, 20, "at top and bottom");
  if (best != NULL && (best->marking.flags & (MSP_MARKING_SCI | MSP_MARKING_SAP | MSP_MARKING_AEA)) != 0)
    points += add_points (verdict, 10, "compartment in its position");
  return points;
}

/* E3, E5. A bare "(S)" needs a marked line or a mark with "//" beside it; a bare "(C)" needs a banner. */
static int
judge_portions (const MspMarkingEvidence *self, MspMarkingVerdict *verdict)
{
  guint slashed = self->portions.n - self->bare, counted = slashed;
  MspLevel top = self->portions.n > 0 ? self->portions.best.marking.level : MSP_LEVEL_NONE, banner = MSP_LEVEL_NONE;
  int points = 0;

  if (is_classified (&self->banners) || slashed > 0)
    counted = self->portions.n;
  else if (is_classified (&self->levels))
    counted = self->portions.n - self->bare_confidential;
  verdict->portions_count = counted > 0 && is_classified (&self->portions);
  if (!verdict->portions_count)
    return 0;
  points += add_points (verdict, counted >= 3 ? 30 : 15, "portion marks");
  if (is_classified (&self->banners))
    banner = self->banners.best.marking.level;
  else if (is_classified (&self->levels))
    banner = self->levels.best.marking.level;
  if (banner != MSP_LEVEL_NONE && banner == top)
    points += add_points (verdict, 15, "portions agree with the banner");
  else if (banner != MSP_LEVEL_NONE && top > banner)
    points += add_points (verdict, -10, "a portion is higher than the banner");
  return points;
}

/* E4. */
static int
judge_authority (const MspMarkingEvidence *self, MspMarkingVerdict *verdict)
{
  int points;

  if (msp_marking_count_authority (self->authority) < 2)
    return 0;
  points = add_points (verdict, 35, "authority block");
  if ((self->authority & MSP_AUTHORITY_VALID_DATE) != 0)
    points += add_points (verdict, 10, "valid declassification");
  if ((self->authority & MSP_AUTHORITY_BAD_REASON) != 0)
    points += add_points (verdict, -10, "reason is none of the Order's");
  return points;
}

/* "(S//NF) Weekly report" or "SECRET//NOFORN: Weekly report". */
static gboolean
is_marked_subject (const char *subject)
{
  MspSpan text = msp_span_from_string (subject);
  MspMarkingLine line;

  if (text.len == 0)
    return FALSE;
  msp_marking_read_line (text, 0, text.len, FALSE, &line);
  return (line.kind == MSP_LINE_PORTION || line.kind == MSP_LINE_BANNER || line.kind == MSP_LINE_LEVEL) &&
         line.marking.level > MSP_LEVEL_UNCLASSIFIED;
}

/* E6, E8, N1. */
static int
judge_message (const MspMarkingEvidence *self, const MspMarkingContext *context, MspMarkingVerdict *verdict)
{
  int points = 0;

  if (is_classified (&self->labels) || is_marked_subject (context->subject) ||
      (self->banners.n > 0 && self->banners.best.labelled))
    points += add_points (verdict, 15, "subject or label carries the level");
  if (context->official)
    points += add_points (verdict, 5, "official correspondents");
  if (context->bulk)
    points += add_points (verdict, -25, "bulk mail");
  return points;
}

/* N2-N4, N8; they are searched for only where something was found. */
static int
judge_talk (const MspMarkingEvidence *self, const MspMarkingContext *context, MspMarkingVerdict *verdict)
{
  MspSpan text = msp_span_new (context->text->text->str, context->text->text->len);
  const MspMarkingLine *best = msp_marking_evidence_get_best (self);
  int points = 0;

  if (msp_marking_talk_is_training (text, best != NULL ? best->start : self->authority_start))
    points += add_points (verdict, -40, "training, exercise or example");
  if (msp_marking_talk_is_about_marking (text))
    points += add_points (verdict, -30, "text about marking");
  if (msp_marking_talk_is_declassified (text))
    points += add_points (verdict, -40, "declassified or released");
  if (!is_classified (&self->banners) && best == &self->levels.best && best->marking.level == MSP_LEVEL_CONFIDENTIAL &&
      !verdict->portions_count && msp_marking_count_authority (self->authority) < 2 && !context->official)
    points += add_points (verdict, -30, "CONFIDENTIAL alone");
  return points;
}

void
msp_marking_evidence_judge (const MspMarkingEvidence *self, const MspMarkingContext *context, MspMarkingVerdict *out_verdict)
{
  int points = 0;

  points += judge_banner (self, context->text, out_verdict);
  points += judge_portions (self, out_verdict);
  points += judge_authority (self, out_verdict);
  if (points > 0)
    {
      points += judge_message (self, context, out_verdict);
      points += judge_talk (self, context, out_verdict);
    }
  out_verdict->points = CLAMP (points, 0, 100);
}
