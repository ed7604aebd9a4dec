/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An analyser with the built-in rules and a fixed key, and files in a scratch directory. */

#include "pipeline/analyser.h"

typedef struct {
  MspRules    *rules;
  MspPatterns *patterns;
  MspLimits    limits;
  MspAnalyser *analyser;
} Scanner;

/* Aborts the test if the rules do not compile. */
void  scanner_init  (Scanner *self);
void  scanner_clear (Scanner *self);

/* A new empty directory; caller owns the name. */
char *scratch_new   (void);

/* Writes len bytes to name below directory, making the directories between; caller owns the path. */
char *scratch_write (const char *directory, const char *name, const char *data, gssize len);

/* Removes directory with everything in it. */
void  scratch_remove (const char *directory);
