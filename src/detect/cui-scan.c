/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/cui.h"

#include <string.h>

#include "detect/cui-subject.h"

#define BLOCK_ROWS 12
#define EDGE_ROWS 5

static void
add_block_line (MspCuiEvidence *self, const MspMarkingLine *line, guint row)
{
  gboolean near = self->block_lines > 0 && row - self->block_row <= BLOCK_ROWS;

  if (!near && self->block_lines >= 2)
    return;
  if (!near)
    {
      self->block_lines = 0;
      self->block_start = line->start;
    }
  self->block_lines++;
  self->block_end = line->end;
  self->block_row = row;
}

void
msp_cui_evidence_add (MspCuiEvidence *self, const MspMarkingLine *line, guint row)
{
  switch (line->kind)
    {
    case MSP_LINE_CUI_BANNER:
      if (self->banners++ == 0 || (line->known && !self->banner.known))
        self->banner = *line;
      break;
    case MSP_LINE_CUI_ALONE:
      if (self->alones++ == 0)
        {
          self->alone = *line;
          self->alone_first_row = row;
        }
      self->alone_last_row = row;
      break;
    case MSP_LINE_CUI_PORTION:
      if (self->portions++ == 0)
        self->portion = *line;
      break;
    case MSP_LINE_CUI_BLOCK:
      add_block_line (self, line, row);
      break;
    default:
      break;
    }
}

static void
append (const MspRules *rules, const char *id, const MspText *text, const MspMarkingLine *line, int confidence, const char *why,
        GArray *candidates)
{
  const MspRule *rule = msp_rules_find (rules, id);
  MspCandidate candidate = { .rule = rule, .start = (guint32) line->start, .end = (guint32) line->end, .confidence = confidence };

  if (rule == NULL)
    return;
  g_autoptr (GString) reasons = g_string_new (why);

  msp_cui_append_subjects (reasons, msp_span_slice (msp_span_new (text->text->str, text->text->len), line->start, line->end));
  candidate.reasons = g_strdup (reasons->str);
  candidate.masked = g_strndup (text->text->str + line->start, MIN (line->end - line->start, 80));
  candidate.normal = g_strdup (candidate.masked);
  g_array_append_val (candidates, candidate);
}

/* "CONTROLLED" is a common word: it counts beside other marks, or at top and bottom. */
static void
finish_alone (const MspCuiEvidence *self, const MspRules *rules, const MspText *text, GArray *candidates)
{
  gboolean edges = self->alones > 1 && self->alone_first_row < EDGE_ROWS && self->alone_last_row + EDGE_ROWS >= self->rows;
  gboolean beside = self->banners > 0 || self->portions > 0 || self->block_lines >= 2;
  gboolean common = msp_span_equals (msp_span_new (text->text->str + self->alone.start, self->alone.end - self->alone.start),
                                     "CONTROLLED");

  if (common && !edges && !beside)
    return;
  append (rules, "cui_line", text, &self->alone, edges || beside ? 85 : 60,
          edges ? "CUI at top and bottom" : "CUI alone on its line", candidates);
}

void
msp_cui_scan_finish (const MspCuiEvidence *self, const MspRules *rules, const MspText *text, GArray *candidates)
{
  if (self->banners > 0)
    append (rules, "cui_banner", text, &self->banner, self->banner.known ? 96 : 60,
            self->banner.known ? "CUI banner, registered categories" : "CUI banner, unknown category", candidates);
  if (self->alones > 0)
    finish_alone (self, rules, text, candidates);
  if (self->portions > 0)
    append (rules, "cui_portion", text, &self->portion, !self->portion.known ? 60 : self->banners + self->alones > 0 ? 90 : 75,
            "CUI portion mark",
            candidates);
  if (self->block_lines >= 2)
    {
      MspMarkingLine block = { .start = self->block_start, .end = self->block_end };
      const MspRule *rule = msp_rules_find (rules, "cui_di_block");
      MspCandidate candidate = { .rule = rule, .start = (guint32) block.start, .end = (guint32) block.end,
                                 .confidence = self->block_lines > 2 ? 95 : 85 };

      if (rule == NULL)
        return;
      candidate.reasons = g_strdup_printf ("%u lines of a CUI designation indicator", self->block_lines);
      candidate.masked = g_strdup ("CUI designation indicator");
      g_array_append_val (candidates, candidate);
    }
}
