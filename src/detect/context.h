/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether a word of a lexicon names a value: as its label, near it, or in the title of its unit (2.1 step 6 of the
   specification). */

#include "detect/scan.h"

#define MSP_LABEL_DISTANCE 24
#define MSP_NEAR_BEFORE 80
#define MSP_NEAR_AFTER 40

/* The strongest mention of lexicon for the value; cell may be NULL. inside: words of the match itself count as its label. */
void     msp_context_find (const MspScan *scan, int lexicon, const MspTried *tried, const MspCell *cell, gboolean inside,
                           MspContext *out_context);

/* TRUE if only white space, punctuation of labels, "is", "no", "number" and the like stand in [start, end). */
gboolean msp_context_is_connector (MspSpan text, gsize start, gsize end);
