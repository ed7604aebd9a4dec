/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>

#include "detect/vectorscan.h"

#define FUNCTION(name) .name = name,

extern const MspVectorscan MSP_MODULE_SYMBOL;

G_MODULE_EXPORT const MspVectorscan MSP_MODULE_SYMBOL = { .head = { MSP_MODULE_BUILD }, MSP_VECTORSCAN_EACH (FUNCTION) };
