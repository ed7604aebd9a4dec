/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/commands.h"

#include <glib/gi18n.h>

static const MspCommand table[] = {
  { NULL, NULL, NULL },
};

const MspCommand *
msp_commands_get_table (void)
{
  return table;
}
