/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a verdict rests on. In this order they are looked for: the first that holds decides, the others are named beside it. */

#include "evidence/event.h"
#include "store/access.h"

typedef enum {
  MSP_BASIS_BIND,              /* a record of the server names it as opened */
  MSP_BASIS_ATTACHMENT,        /* … an attachment of it as fetched */
  MSP_BASIS_SENT,              /* … it as sent by the actor */
  MSP_BASIS_GMAIL_VIEW,        /* … it as displayed */
  MSP_BASIS_WEBMAIL_VIEW,      /* a webmail sent it to the browser */
  MSP_BASIS_WEB_FULL,          /* the web server delivered the whole file that holds it */
  MSP_BASIS_WEB_PREFIX,        /* … the file's bytes up to its end */
  MSP_BASIS_IMAP_SEEN,         /* it took the flag \Seen, or was copied */
  MSP_BASIS_RAWLOG,            /* the session's own log fetches its body */
  MSP_BASIS_SYNC_FOLDER,       /* its folder was downloaded when it was there */
  MSP_BASIS_SYNC_MAILBOX,      /* a folder of its mailbox was; only in the wider scope */
  MSP_BASIS_THROTTLED_24H,     /* the server stopped recording for 24 hours */
  MSP_BASIS_TAKEOUT,           /* the account was exported */
  MSP_BASIS_IMAP_BULK,         /* a session fetched as much as the mailbox holds */
  MSP_BASIS_POP_BULK,
  MSP_BASIS_FORWARD_RULE,      /* a rule of the actor's sent it on */
  MSP_BASIS_EXPORT_JOB,        /* an administrator's export holds it */
  MSP_BASIS_UNRESOLVED_BINDS,  /* so many accesses name no item: it may be one of them */
  MSP_BASIS_PARTIAL_RANGE,     /* so many bytes left, and which is not known */
  MSP_BASIS_IMAP_COUNT,        /* a session fetched k of N messages */
  MSP_BASIS_LOG_GAP,           /* records are missing or could not be read */
  MSP_BASIS_TRUNCATED_EXPORT,  /* the evidence says itself that it is not complete */
  MSP_BASIS_AUDIT_OFF,         /* the mailbox was not audited by its settings */
  MSP_BASIS_RETENTION_EXPIRED, /* what was recorded then is kept no longer */
  MSP_BASIS_NO_ID,             /* it has no Message-ID by which a record could name it */
  MSP_BASIS_AUDITED_NO_HIT,
  MSP_BASIS_NO_AUDIT_FOR_MAILBOX,
  MSP_BASIS_NO_LOGS,           /* there are records about the mailbox, none of a kind that shows reading */
  MSP_BASIS_AFTER_WINDOW,
  MSP_N_BASES
} MspBasis;

/* "BIND" …; static. */
const char      *msp_basis_get_name     (MspBasis basis);
MspAccessVerdict msp_basis_get_verdict  (MspBasis basis);

/* Whether such a record shows that a copy left. */
MspAcquired      msp_basis_get_acquired (MspBasis basis);

/* The basis of a record of this kind for a message that it names; FALSE if such a record says nothing of access. */
gboolean         msp_basis_find_of_record (MspEventKind kind, MspBasis *out_basis);
