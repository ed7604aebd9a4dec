/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/vectorscan.h"

#define FUNCTION(name) .name = name,

static const MspVectorscan functions = { .head = { MSP_MODULE_BUILD }, MSP_VECTORSCAN_EACH (FUNCTION) };

const MspVectorscan *
msp_vectorscan_get (void)
{
  return &functions;
}
