/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The current item of a mail store as a MAPI message. */

#include "format/pst.h"

/* codepage: of the store's 8-bit strings, 0 if not known; max: bytes of values and files. Never NULL, caller owns. */
MspMapiMessage *msp_pst_read_message (const MspPstModule *module, MspPst *store, guint codepage, gsize max);
