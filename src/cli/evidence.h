/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What show prints: the message or part that a locator names, its findings, and each one's surroundings with every value
   masked. */

#include <glib.h>

#include "cli/exit.h"

typedef struct {
  const char        *case_path, *locator;
  const char *const *rules;      /* rule files of the scan, NULL-terminated, or NULL */
  gboolean           reveal;     /* show values as they are; noted in the case. Secrets and marked messages stay masked */
} MspEvidenceRequest;

/* Prints to standard output, errors and a warning of other rules to standard error. OK, USAGE (no such case or locator, a bad
   rule file), INCOMPLETE (source unreadable) or INTERNAL. */
MspExit msp_evidence_print (const MspEvidenceRequest *request);
