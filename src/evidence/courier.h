/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lines of Courier's imapd and pop3d: logins, and the bytes that a session sent. Messages are not counted. */

#include "evidence/mail-log.h"

gboolean msp_courier_read_line (MspMailLog *self, MspLog *log, GError **error);

/* Whether the record is one that the above makes an event of. */
gboolean msp_courier_bids      (const MspSyslog *record);
