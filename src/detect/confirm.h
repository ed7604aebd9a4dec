/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The pattern of each rule, tried at one place. The only file that knows PCRE2: byte mode, just-in-time compiled, bounded
   effort. */

#include <glib.h>

#include "base/span.h"
#include "detect/rules.h"

typedef struct {
  guint32 start, end;               /* of the match */
  guint32 value_start, value_end;   /* of group 1 if it took part, else the match */
} MspMatch;

typedef struct _MspConfirm MspConfirm;

/* Borrows rules. Errors are of MSP_DETECT_ERROR_RULE and name rule and cause. */
MspConfirm *msp_confirm_new   (const MspRules *rules, GError **error);
void        msp_confirm_free  (MspConfirm *self);

/* TRUE if rule matches text exactly from start on; nothing is matched empty. */
gboolean    msp_confirm_at    (const MspConfirm *self, guint rule, MspSpan text, gsize start, MspMatch *out_match);

/* The first match from start on: for slow rules. */
gboolean    msp_confirm_find  (const MspConfirm *self, guint rule, MspSpan text, gsize start, MspMatch *out_match);
