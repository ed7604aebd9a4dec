/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lines of Cyrus IMAP: logins, and the audit log, which names the messages that were appended, expunged or changed and counts the
   bytes of a session. It has no event for reading, and none is made up. */

#include "evidence/mail-log.h"

gboolean msp_cyrus_read_line (MspMailLog *self, MspLog *log, GError **error);

/* Whether the record is one that the above makes an event of. */
gboolean msp_cyrus_bids      (const MspSyslog *record);
