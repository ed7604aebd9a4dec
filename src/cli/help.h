/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the help of every command ends with: examples and exit codes. */

#include <glib.h>

#include "cli/exit.h"

/* Sets the end of the help. examples are lines without their indent. codes_text says what the codes mean, a line each in the
   order of the numbers: "0  done\n2  wrong use". before, if not NULL, comes first. */
void msp_help_set_end (GOptionContext *context, const char *before, const char *examples, const char *codes_text);

/* Parses the words. A mistyped option is answered with the one that was meant. G_OPTION_ERROR. */
gboolean msp_help_parse (GOptionContext *context, int argc, char **argv, GError **error);

/* The name of the command meant by a mistyped one, or NULL if none is near. */
const char *msp_help_guess_command (const char *typed);
