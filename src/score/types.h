/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The findings of one message, one row a detector: what the formulas, floors and caps of the score read. */

#include <glib.h>

#include "model/finding.h"

typedef struct {
  const char *detector;      /* borrowed */
  MspCategory category;
  guint       sensitivity;   /* highest */
  guint       confidence;    /* highest */
  double      identifiable;  /* 1.0, 0.75 or 0.55 */
  guint64     distinct;      /* different values; 1 for words of a subject */
  guint32     any, all;      /* flags that some finding, that every finding has */
  double      risk;          /* r, 0-0.985 */
} MspScoreType;

/* The types of findings of confidence 40 and above, by detector; test values are left out unless there is nothing else, which
   *out_only_tests tells. The caller owns the array of MspScoreType. */
GArray *msp_score_types_new (const MspFinding *findings, gsize n_findings, gboolean *out_only_tests);
