/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lines of Dovecot 2.0 to 2.4: logins, the counters at the end of a session, and what the plugin mail_log says about mails. No
   line says that a mail was read: a change of its flags to \Seen follows from it, and the counters bound how many were. */

#include "evidence/mail-log.h"

/* The current record of self, to the sink of log. */
gboolean msp_dovecot_read_line (MspMailLog *self, MspLog *log, GError **error);

/* Whether the record is one that the above makes an event of. */
gboolean msp_dovecot_bids      (const MspSyslog *record);
