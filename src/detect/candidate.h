/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the scanners written in C (markings, forms, directory dumps) and the pattern pass hand to the detector for one text. */

#include "detect/rules.h"

typedef struct {
  const MspRule *rule;
  guint32        start, end;    /* bytes of the text */
  int            confidence;    /* before negative context and overlap; for scanners in C the final one */
  int            sensitivity;   /* 0: the rule's */
  guint          distinct;      /* values counted in one, or 0 */
  guint32        flags;         /* MspFindingFlags */
  const char    *label;         /* static or owned by the rules, or NULL */
  char          *reasons;       /* owned by the candidate array's owner: free with g_free */
  char          *masked;        /* or NULL: made by the rule's mask */
  char          *normal;        /* or NULL: value to be hashed, made by the rule's normal */
} MspCandidate;
