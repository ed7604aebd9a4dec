/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records that say themselves that access was no longer recorded from then on. */

#include "evidence/event.h"

typedef enum {
  MSP_HIDING_NONE,
  MSP_HIDING_MAILBOX,   /* of the mailbox that the record is about */
  MSP_HIDING_ALL,       /* of all: the audit as a whole, or what one account does anywhere */
} MspHiding;

/* By the text of a record of kind CONTROL. */
MspHiding msp_hiding_find (const MspEvent *event);
