/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A text with what its scan found, before the message around it has its say: to be used again where the same text comes under
   the same title and subject. */

#include "detect/scan.h"

struct _MspScanned {
  MspText *text;
  MspScan  scan;
  GArray  *fresh;    /* MspTried as the scan left them: resolving changes and drops some */
};

/* Takes text; scratch is borrowed and must outlive the result. */
MspScanned *msp_scanned_new  (const MspPatterns *patterns, MspMatcherScratch *scratch, const MspUnit *unit, MspText *text,
                              const char *subject);

/* The scan as if just run for unit, which differs in its section or its group of alternatives at most. */
MspScan    *msp_scanned_load (MspScanned *self, const MspUnit *unit);
