/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From candidates that stand to confidence: context, population, words against, country (2.1 steps 6-8 of the specification). */

#include "detect/scan.h"

typedef struct {
  gboolean    bulk;
  const char *countries;   /* " de fr ": top-level domains of the addresses of the message, or NULL */
} MspResolveMessage;

/* Sets context, grounds and confidence of each candidate of scan. Those that must not be reported at all get confidence -1. */
void msp_resolve (MspScan *scan, const MspResolveMessage *message);
