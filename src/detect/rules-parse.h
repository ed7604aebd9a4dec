/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One "[rule …]" group to an MspRule. */

#include "detect/rules-source.h"
#include "detect/rules.h"

#define MSP_RULE_MAX_WIDTH 16384   /* bytes that a match of one rule may have */

/* NULL if there is no such name: to look up lexicons and rules while the pack is being read. */
typedef struct {
  GHashTable *lexicons;   /* key -> index + 1 */
  GHashTable *rules;      /* id -> index + 1 */
} MspRuleNames;

/* Errors are of MSP_DETECT_ERROR_RULE. */
MspRule *msp_rule_parse (const MspRuleGroup *group, const MspRuleNames *names, GError **error);
void     msp_rule_free  (MspRule *self);

/* Reads a "[weight …]" group over what rule has. */
gboolean msp_rule_weigh (MspRule *rule, const MspRuleGroup *group, const MspRuleNames *names, GError **error);
