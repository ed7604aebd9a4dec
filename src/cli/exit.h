/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Exit codes: part of the contract, quoted by the manual. */

typedef enum {
  MSP_EXIT_OK         = 0,   /* done; for check: the policy holds */
  MSP_EXIT_VIOLATED   = 1,   /* check: the policy is violated */
  MSP_EXIT_USAGE      = 2,   /* wrong use: unknown option, missing file, bad policy or rule file */
  MSP_EXIT_INCOMPLETE = 3,   /* done, but an item failed or an input could not be read */
  MSP_EXIT_INTERNAL   = 4,   /* the case file cannot be written, disk full, ledger does not balance */
} MspExit;
