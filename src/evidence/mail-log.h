/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the lines of IMAP and POP servers in a syslog have in common. */

#include "evidence/log.h"
#include "evidence/sessions.h"
#include "evidence/syslog.h"
#include "evidence/years.h"

typedef struct {
  MspYears    years;
  MspSessions sessions;
  MspSyslog   record;     /* of the current line */
} MspMailLog;

/* Begins the event of the current line. FALSE if its time cannot be known: then the line was rejected. */
gboolean msp_mail_log_begin       (MspMailLog *self, MspLog *log, MspEvent *event, MspEventKind kind);

/* Fills session, and ip, user and mailbox where they are empty and the session's login is known. */
void     msp_mail_log_set_session (MspMailLog *self, MspEvent *event, const char *session);

/* The address in text, "" if it holds none. Borrowed until the next line. */
const char *msp_mail_log_keep_address (MspLog *log, MspSpan text);
