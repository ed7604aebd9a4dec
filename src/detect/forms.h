/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Official forms (SF-86, SF-50, DD-214, W-2 …): which form a text is, and whether it is filled in. */

#include "detect/candidate.h"
#include "detect/detector.h"

typedef enum { MSP_FILL_UNKNOWN, MSP_FILL_BLANK, MSP_FILL_PARTIAL, MSP_FILL_COMPLETED } MspFill;

typedef struct {
  const MspRule *rule;        /* form_sf86 … */
  guint          identity;    /* 0-100 */
  MspFill        fill;
  guint          anchors, filled;
  guint32        start, end;
} MspForm;

/* Appends an MspCandidate for each form recognised (identity >= 60); candidates already in the array are the validated
   identifiers of the text, which decide between blank and completed. anchors: MspAnchor of the text, by start. */
void msp_forms_scan (const MspRules *rules, const MspText *text, const MspUnit *unit, const GArray *anchors, GArray *candidates);

/* For texts that hold words a questionnaire asks about: appends a blank form if text is nothing but unanswered questions. */
void msp_forms_scan_questions (const MspRules *rules, const MspText *text, const MspUnit *unit, GArray *candidates);
