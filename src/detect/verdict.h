/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a value is by itself, wherever it stands: the validator's word, a hash, whether its digits are uneven. Logs, lists and
   quotes name one value again and again, so each rule keeps its last one. */

#include "base/span.h"
#include "detect/rules.h"

#define MSP_JUDGED_LEN 40   /* longer values are judged each time */

typedef struct {
  MspVerdict verdict;
  guint64    hash;      /* of its letters and digits, or of the rule's independent ones; 0 for rules that count none */
  gboolean   uneven;    /* the rule's histogram guard objects */
  gsize      len;       /* 0: nothing is kept */
  char       value[MSP_JUDGED_LEN];
} MspJudged;

/* last: of this rule alone, zero at first. */
void msp_judged_read (MspJudged *last, const MspRule *rule, MspSpan value);
