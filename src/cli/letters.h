/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* people --reveal: letters.csv, from the sources read again. */

#include "cli/exit.h"
#include "people/roster.h"

/* Notes it in the case at case_path, which is open as file, then writes path. rules: the rule files of the scan, or NULL. OK, USAGE (a
   bad rule file, no key), INCOMPLETE (a source could not be read) or INTERNAL; the cause is told on standard error. */
MspExit msp_letters_write (MspCase *file, const char *case_path, MspRoster *roster, const char *const *rules, const char *path);
