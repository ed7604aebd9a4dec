/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/claim.h"

const char *
msp_claim_kind_get_name (MspClaimKind kind)
{
  static const char *const names[MSP_N_CLAIMS] = { "item", "file", "count", "gap", "label", "uid" };

  return names[kind];
}
