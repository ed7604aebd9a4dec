/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How a command fails: one line on standard error, in which nothing can steer the terminal, and its exit code. */

#include <glib.h>

#include "cli/exit.h"

/* "mailspill: TEXT" on standard error, control characters escaped. Returns code, so that a command can end with it. */
MspExit msp_fail          (MspExit code, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* 2 for wrong use (options, rule and policy files, files that cannot be read, what is no case or the wrong one, its key, inputs
   that changed since an interrupted scan), 4 for anything else. */
MspExit msp_fail_get_code (const GError *error);

/* msp_fail with the text of error and its code. */
MspExit msp_fail_error    (const GError *error);
