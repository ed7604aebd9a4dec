/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/commands.h"

#include <glib/gi18n.h>

static const MspCommand table[] = {
  { "report", N_("reports what a case holds, as text, CSV or JSON"), msp_cmd_report },
  { NULL, NULL, NULL },
};

const MspCommand *
msp_commands_get_table (void)
{
  return table;
}
