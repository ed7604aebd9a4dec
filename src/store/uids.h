/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The IMAP UIDs of messages, settled once the case is whole: lists of UIDs find the files that they name, and what headers state is kept
   only where the mailbox file as a whole bears it out. It may be done again: nothing changes then. */

#include "store/database.h"

gboolean msp_uids_settle (MspDatabase *database, GError **error);
