/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A detector with the built-in rules. */

#include "detect/detector.h"

extern MspRules *pack_rules;
extern MspDetector *pack_detector;

/* Abort the test if the rules do not compile. */
void pack_setup    (void);
void pack_teardown (void);

/* What is found in the body of a plain message of 3 February 2023, valid until the next call. */
const MspDetectResult *pack_detect (const char *body, gsize len);

/* The first finding of rule id, or NULL. */
const MspFinding      *pack_find   (const MspDetectResult *result, const char *id);
gboolean               pack_finds  (const MspDetectResult *result, const char *id);
