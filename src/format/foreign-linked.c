/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/foreign.h"

#define FUNCTION(name) .name = name,

static const MspForeign functions = { .head = { MSP_MODULE_BUILD }, MSP_FOREIGN_EACH (FUNCTION) };

const MspForeign *
msp_foreign_get (void)
{
  return &functions;
}
