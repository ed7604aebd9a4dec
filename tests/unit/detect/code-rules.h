/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rules for the scanners in C without a rule pack: any id of theirs is found, with the figures of the specification. */

#include "detect/candidate.h"

/* Candidates of one text, with what they own; by id. */
GArray             *code_candidates_new  (void);
const MspCandidate *code_candidates_find (const GArray *candidates, const char *id);
