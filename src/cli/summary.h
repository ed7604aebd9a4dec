/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What scan prints when it is done: the text report of the case. */

#include "cli/exit.h"

MspExit msp_summary_print (const char *case_path);
