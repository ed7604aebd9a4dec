/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Classification and CUI markings: the grammar of the CAPCO Register and Manual (2016), 32 CFR 2001 and 2002, and the evidence
   that a text is a marked set. It reads markings; it cannot tell whether content is classified. */

#include "detect/candidate.h"
#include "detect/detector.h"
#include "detect/participants.h"

typedef enum { MSP_LEVEL_NONE, MSP_LEVEL_UNCLASSIFIED, MSP_LEVEL_RESTRICTED, MSP_LEVEL_CONFIDENTIAL, MSP_LEVEL_SECRET,
               MSP_LEVEL_TOP_SECRET } MspLevel;

typedef enum {
  MSP_MARKING_SCI = 1 << 0, MSP_MARKING_SAP = 1 << 1, MSP_MARKING_AEA = 1 << 2, MSP_MARKING_FGI = 1 << 3,
  MSP_MARKING_DISSEM = 1 << 4,
  MSP_MARKING_NONIC = 1 << 5, MSP_MARKING_NATO = 1 << 6, MSP_MARKING_JOINT = 1 << 7, MSP_MARKING_NONUS = 1 << 8,
  MSP_MARKING_LEGACY = 1 << 9, MSP_MARKING_UNPUBLISHED = 1 << 10, MSP_MARKING_NOFORN = 1 << 11, MSP_MARKING_FOUO = 1 << 12,
} MspMarkingFlags;

typedef struct {
  MspLevel level;
  guint32  flags;       /* MspMarkingFlags */
  guint    n_blocks;    /* control blocks behind the level */
} MspMarking;

/* A whole banner line ("TOP SECRET//SI//NOFORN") or a portion mark with its brackets ("(S//NF)"); TRUE if it parses. */
gboolean msp_marking_parse_banner  (MspSpan text, MspMarking *out_marking);
gboolean msp_marking_parse_portion (MspSpan text, MspMarking *out_marking);

/* "CUI//SP-PRVCY/HLTH//NOFORN"; *out_known is FALSE if a category is not in the registry's lists. */
gboolean msp_marking_parse_cui     (MspSpan text, gboolean *out_known);

/* Weighs all evidence of one text (4.2 of the specification) and appends MspCandidate for the cm_ and cui_ rules found.
   anchors: MspAnchor of the text, by start. */
void     msp_marking_scan          (const MspRules *rules, const MspText *text, const MspUnit *unit, const char *subject,
                                    gboolean bulk, MspParticipants *participants, const GArray *anchors,
                                    GArray *candidates);
