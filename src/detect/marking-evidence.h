/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Weighs the marked lines of one text: E1-E8 and N1-N8 of the specification (4.2). */

#include "detect/marking-line.h"

typedef struct {
  guint          n;
  MspMarkingLine first, best, last;        /* best: of the highest level, then with most blocks; the earliest of equals */
  guint          first_row, last_row;      /* counted in lines that are not empty */
} MspMarkingGroup;

typedef struct {
  MspMarkingGroup banners, levels, labels, portions;
  guint           bare;                    /* portion marks without "//" */
  guint           bare_confidential;       /* "(C)": often a copyright sign */
  guint32         authority;               /* MspAuthorityFlags of the densest block */
  gsize           authority_start, authority_end;
  guint           authority_row;
  guint           rows;
} MspMarkingEvidence;

typedef struct {
  int      points;          /* 0-100 */
  int      against;         /* the negative part */
  gboolean portions_count;  /* the portion marks are trusted */
  GString *reasons;         /* "banner with control block +45; bulk mail -25" */
} MspMarkingVerdict;

typedef struct {
  const MspText *text;
  const char    *subject;
  gboolean       bulk, official;
} MspMarkingContext;

/* Lines come in their order; row counts lines that are not empty. */
void msp_marking_evidence_add   (MspMarkingEvidence *self, const MspMarkingLine *line, guint row);

/* Appends to out_verdict->reasons, which the caller owns. */
void msp_marking_evidence_judge (const MspMarkingEvidence *self, const MspMarkingContext *context,
                                 MspMarkingVerdict *out_verdict);

/* The line that the unit's verdict is about, or NULL: a banner, else a level line, else a portion mark. */
const MspMarkingLine *msp_marking_evidence_get_best (const MspMarkingEvidence *self);

guint msp_marking_count_authority (guint32 authority);
