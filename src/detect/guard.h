/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the neighbours of a candidate say against it (G1-G7 of the detection procedure). Pure functions of a text and [start,
   end). */

#include <glib.h>

#include "base/span.h"
#include "detect/rules.h"

/* Each is TRUE if the candidate may stand. */
gboolean msp_guard_edges     (MspSpan text, gsize start, gsize end);   /* G1: no part of a longer word */
gboolean msp_guard_number    (MspSpan text, gsize start, gsize end);   /* G2: no part of a longer number, amount, version, date */
gboolean msp_guard_url       (MspSpan text, gsize start, gsize end);   /* G3: not in a URL, address, path, message id, UUID */
gboolean msp_guard_hex       (MspSpan text, gsize start, gsize end);   /* G4: not among hexadecimal words */
gboolean msp_guard_histogram (MspSpan text, gsize start, gsize end);   /* G5: digits neither all alike nor counting up or down */
gboolean msp_guard_encoded   (MspSpan text, gsize start, gsize end);   /* G6: not in lines of base64 or uuencode */
gboolean msp_guard_masked    (MspSpan text, gsize start, gsize end);   /* G7: not the rest of a masked value */

/* What is known of the last place, since many rules try the same number. Zero before each text. */
typedef struct {
  gsize     start, end;
  MspGuards passed, failed;
} MspGuardMemo;

/* Which of guards are known to object: 0 if none does. The histogram is left out: see below. */
MspGuards   msp_guards_check   (MspGuardMemo *memo, MspGuards guards, MspSpan text, gsize start, gsize end);

/* Static; guard is one of them. */
const char *msp_guard_get_name (MspGuards guard);
