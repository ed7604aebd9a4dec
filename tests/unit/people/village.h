/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A small case of invented people, written down as lines. */

#include "store/case.h"

/* One finding a line: "message detector value person [flags]"; message and person are single words, "-" is nobody. Detectors: ssn (strong),
   passport (strong), dob, mrn, email, dx. flags: "other", "sender", "recipient", "minor", "unsure" (confidence 70). The folder is for
   sample_case_remove. */
MspCase *village_new (const char *const *lines, char **out_folder);
