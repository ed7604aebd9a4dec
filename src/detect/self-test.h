/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rules tried on their own examples. */

#include "detect/detector.h"

/* Every example passes its rule and no counterexample does; an example of a user's rule is also found in a short text behind the
   first word of the rule's lexicon, by that rule or another. FALSE with MSP_DETECT_ERROR_RULE, which names the place of the rule and
   the number of the value, not the value. *out_n: how many values were tried. */
gboolean msp_self_test (const MspRules *rules, const MspPatterns *patterns, guint *out_n, GError **error);
