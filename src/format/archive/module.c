/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>

#include "format/foreign.h"

#define FUNCTION(name) .name = name,

extern const MspForeign MSP_MODULE_SYMBOL;

G_MODULE_EXPORT const MspForeign MSP_MODULE_SYMBOL = { .head = { MSP_MODULE_BUILD }, MSP_FOREIGN_EACH (FUNCTION) };
