/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/vectorscan.h"

const MspVectorscan *
msp_vectorscan_get (void)
{
  static const MspVectorscan *functions;

  if (functions == NULL)
    functions = msp_module_open ("heads");
  return functions;
}
