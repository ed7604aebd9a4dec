/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/pst.h"

const MspPstModule *
msp_pst_get_module (void)
{
  return msp_module_open ("pst");
}
