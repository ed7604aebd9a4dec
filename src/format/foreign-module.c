/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/foreign.h"

const MspForeign *
msp_foreign_get (void)
{
  static const MspForeign *functions;

  if (functions == NULL)
    functions = msp_module_open ("archive");
  return functions;
}
