/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One value against one rule, away from any text: what 'rules check' and the tests of the pack ask. */

#include "detect/rules.h"

/* TRUE if value passes: what the pattern takes of it, or else the value as it stands, goes to the validator; without a validator
   the pattern must match (the whole value in the shape lane, anywhere else). *out_why is static and in English. out_more (or NULL)
   gains what a valid value says of itself: "; account 029608264753". */
gboolean msp_rule_check          (const MspRule *rule, MspSpan value, const char **out_why, GString *out_more);

/* The bytes of an example or of a line to check: text, or what stands in base64 behind "b64:" where a secret scanner would refuse
   the text itself. Caller owns. */
char    *msp_rule_decode_example (const char *text, gsize *out_len);
