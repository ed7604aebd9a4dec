/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Findings to a number from 0 to 100 with named parts (section 5 of the specification). Pure arithmetic, no I/O. */

#include <glib.h>

#include "model/finding.h"
#include "model/severity.h"

typedef struct {
  guint       score;            /* 0-100 */
  guint       score_max;        /* with the allowance for unread content */
  MspSeverity severity;
  double      category_risk[MSP_N_CATEGORIES];   /* R_cat, 0-1 */
  char       *reasons;          /* "; "-separated, caller frees with msp_score_clear */
} MspScore;

typedef struct {
  const MspFinding *findings;
  gsize             n_findings;
  guint             persons;            /* distinct, with a personal finding of confidence >= 65 */
  guint64           bytes, unread;      /* of the message; unread: opaque and failed parts other than encrypted bodies */
  gboolean          encrypted_body;     /* S/MIME or PGP: allowance 5 */
  gboolean          unreadable_form;    /* a form suspected, not readable: allowance 15 */
} MspScoreInput;

void msp_score_message (const MspScoreInput *input, MspScore *out_score);
void msp_score_clear   (MspScore *score);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspScore, msp_score_clear)

typedef struct {
  guint   max;                  /* highest message score */
  guint64 high;                 /* messages of high and critical severity */
  guint64 persons;              /* distinct persons with a statute trigger */
} MspRollup;

/* The score of a mailbox or archive (5.4): never an average. */
guint msp_score_rollup (const MspRollup *rollup);
