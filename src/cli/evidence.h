/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What show prints: the message or part that a locator names, its findings, and each one's surroundings with every value
   masked. */

#include "cli/exit.h"

/* Prints to standard output, errors to standard error. OK, USAGE (no such locator), INCOMPLETE (source unreadable) or
   INTERNAL. */
MspExit msp_evidence_print (const char *case_path, const char *locator);
