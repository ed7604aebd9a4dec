/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Mailboxes by risk. */

#include <glib.h>

#include "report/head-count.h"
#include "store/query.h"

typedef struct {
  guint         score;     /* 1-100 */
  MspMailboxRow row;       /* its mailbox is NULL: see name */
  MspHeads      heads;
  char         *name;
} MspRatedMailbox;

/* The max worst mailboxes with a score above 0, an array of MspRatedMailbox that the caller owns; the name decides between equals.
   NULL with MSP_STORE_ERROR. */
GArray *msp_mailboxes_new_worst (MspCase *source, const MspHeadCount *heads, guint max, GError **error);
