/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Values that a user does not want reported: "[allow …]" groups of rule files. */

#include "base/span.h"
#include "detect/rules-parse.h"

typedef struct _MspAllow MspAllow;

MspAllow *msp_allow_new  (void);

/* Adds the values of one group. Errors are of MSP_DETECT_ERROR_RULE. */
gboolean  msp_allow_add  (MspAllow *self, const MspRuleGroup *group, const MspRuleNames *names, GError **error);

/* Whether value, in whatever case and with whatever separators, is allowed for the rule of this index. */
gboolean  msp_allow_has  (const MspAllow *self, guint rule, MspSpan value);
void      msp_allow_free (MspAllow *self);
