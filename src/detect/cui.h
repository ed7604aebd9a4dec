/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* CUI banners, portions and designation blocks of one text (32 CFR 2002.20). */

#include "detect/marking-line.h"

typedef struct {
  MspMarkingLine banner, alone, portion;   /* the first of each; a banner of known categories before others */
  guint          banners, alones, portions;
  guint          alone_first_row, alone_last_row;
  gsize          block_start, block_end;
  guint          block_lines, block_row;
  guint          rows;
} MspCuiEvidence;

/* Lines of the CUI kinds come in their order; row counts lines that are not empty. */
void msp_cui_evidence_add (MspCuiEvidence *self, const MspMarkingLine *line, guint row);

/* Appends what was found to candidates, an array of MspCandidate. */
void msp_cui_scan_finish  (const MspCuiEvidence *self, const MspRules *rules, const MspText *text, GArray *candidates);
