/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An analyser with the built-in rules and a fixed key. */

#include "pipeline/analyser.h"
#include "support/scratch.h"

typedef struct {
  MspRules    *rules;
  MspPatterns *patterns;
  MspLimits    limits;
  MspAnalyser *analyser;
} Scanner;

/* Aborts the test if the rules do not compile. */
void  scanner_init  (Scanner *self);
void  scanner_clear (Scanner *self);
