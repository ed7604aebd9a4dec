/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Floors F1-F6 and caps C1-C5 of the message score. */

#include "score/score.h"
#include "score/types.h"

typedef struct {
  guint       value;   /* 0: no floor; 100: no cap */
  const char *name;    /* static, as printed: "F5 unprotected private key" */
} MspScoreBound;

/* The largest floor that applies. */
MspScoreBound msp_score_find_floor (const MspScoreInput *input, const GArray *types);

/* The smallest cap. A cap speaks of every finding of the message, so it wins over any floor. */
MspScoreBound msp_score_find_cap   (const GArray *types, gboolean only_tests);
