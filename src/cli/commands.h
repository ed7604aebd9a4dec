/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The subcommands: one file each, one row each in commands.c. */

#include <glib.h>

#include "cli/exit.h"

typedef struct {
  const char *name;
  const char *summary;    /* translatable */
  /* argv[0] is the command's name; parses, calls the library, prints. */
  MspExit   (*run) (int argc, char **argv);
} MspCommand;

/* The table, ended by a row without name. */
const MspCommand *msp_commands_get_table (void);

MspExit msp_cmd_access (int argc, char **argv);
MspExit msp_cmd_check  (int argc, char **argv);
MspExit msp_cmd_merge  (int argc, char **argv);
MspExit msp_cmd_plan   (int argc, char **argv);
MspExit msp_cmd_report (int argc, char **argv);
MspExit msp_cmd_people (int argc, char **argv);
MspExit msp_cmd_diff (int argc, char **argv);
MspExit msp_cmd_rules  (int argc, char **argv);
MspExit msp_cmd_scan   (int argc, char **argv);
MspExit msp_cmd_show   (int argc, char **argv);
MspExit msp_cmd_verify (int argc, char **argv);
