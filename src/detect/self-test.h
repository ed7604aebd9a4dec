/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rules tried on their own examples. */

#include "detect/detector.h"

/* Whether rule, or one that is surer of the same bytes, is found in a plain message that says no more than value, behind label if
   that is not NULL. *out_why is static and in English. */
gboolean msp_rule_find (const MspRule *rule, MspDetector *detector, const char *label, MspSpan value, const char **out_why);

/* Every example passes its rule and no counterexample does; an example of a user's rule is also found in a short text behind the
   first word of the rule's lexicon, by that rule or another. FALSE with MSP_DETECT_ERROR_RULE, which names the place of the rule and
   the number of the value, not the value. *out_n: how many values were tried. */
gboolean msp_self_test (const MspRules *rules, const MspPatterns *patterns, guint *out_n, GError **error);
