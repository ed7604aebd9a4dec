/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What travels from the pipeline to the case file. All strings are borrowed for the length of the call that passes them, valid
   UTF-8, and already masked: no record holds a sensitive value. */

#include <glib.h>

#include "model/fate.h"
#include "model/finding.h"
#include "model/severity.h"

#define MSP_DATE_UNKNOWN G_MININT64

typedef struct {
  const char *locator;       /* of the item meant */
  MspFate     fate;
  MspReason   reason;
  const char *detail;        /* English, one line, cause first */
} MspProblem;

typedef struct {
  const char *section;       /* "2.1" */
  const char *type;          /* declared media type, lower case: "text/html" */
  const char *sniffed;       /* type by content, or NULL */
  const char *filename;      /* masked, or NULL */
  guint64     raw_size;      /* bytes in the message, still encoded */
  guint64     text_size;     /* bytes of text scanned */
  MspFate     fate;
  MspReason   reason;
  const char *detail;        /* static, or NULL: "holds macros, which were not run"; kept as a problem of the message */
} MspPartRecord;

typedef enum {
  MSP_MESSAGE_MAIL,
  MSP_MESSAGE_DOCUMENT,      /* a file or entry that is no mail but holds text: counted apart */
} MspMessageKind;

/* By what the time is known at which a message came into its mailbox, weakest first. */
typedef enum {
  MSP_RECEIVED_UNKNOWN,
  MSP_RECEIVED_DATE,         /* Date, which the sender wrote */
  MSP_RECEIVED_ARRIVAL,      /* X-MS-Exchange-CrossTenant-OriginalArrivalTime, or stated by an export */
  MSP_RECEIVED_HOP,          /* the top Received field, of the last server */
  MSP_N_RECEIVED
} MspReceivedBasis;

typedef enum {
  MSP_MESSAGE_DELETED     = 1 << 0,   /* expunged or marked deleted by the mail program, and still exposed */
  MSP_MESSAGE_SEEN        = 1 << 1,
  MSP_MESSAGE_DRAFT       = 1 << 2,
  MSP_MESSAGE_BULK        = 1 << 3,   /* List-Id, List-Unsubscribe or Precedence: bulk */
  MSP_MESSAGE_JOURNAL     = 1 << 4,   /* was inside a journal envelope */
  MSP_MESSAGE_ENCRYPTED   = 1 << 5,
  MSP_MESSAGE_TRUNCATED   = 1 << 6,   /* longer than the limit */
} MspMessageFlags;

/* Of a message that has a password, or an attachment that a password opens: what ties it to others, and what it would be worth beside
   the other one. Whether they met is known when the case is whole. */
typedef struct {
  const guint8  (*keys)[MSP_VALUE_KEY_LEN];   /* keyed hashes: of Message-IDs, of topic and participants */
  gsize           n_keys;
  gboolean        is_locked;   /* an attachment is encrypted, and no password is in the message */
  guint           locked_max;  /* its score_max with a password for it */
  gboolean        has_password;
  guint32         position;    /* of the finding that is the password; then as it and the message would be: */
  guint8          sensitivity, confidence;
  guint           score, score_max;
  const char     *score_reasons;
} MspThread;

typedef struct {
  const char     *id;          /* msp_hash_dup_id of the locator */
  const char     *locator;
  const char     *source;      /* locator of the ledger row it was found in */
  MspMessageKind  kind;
  guint32         flags;       /* MspMessageFlags */
  guint64         offset;      /* in its stream */
  guint64         size;        /* bytes, separator included */
  const char     *mailbox, *folder, *labels;
  gint64          date;        /* seconds since 1970 UTC, or MSP_DATE_UNKNOWN */
  gint64          received;    /* the same, with its basis */
  MspReceivedBasis received_basis;
  guint32         uid;         /* IMAP UID in its folder, and the UIDVALIDITY of that, as its own header states them; or 0 */
  guint32         uid_validity;
  const char     *from, *recipients, *subject, *message_id;   /* masked where they hold a finding; never NULL */
  guint           score;       /* 0-100 */
  guint           score_max;   /* with the allowance for what could not be read */
  MspSeverity     severity;
  const char     *score_reasons;   /* "; "-separated: category risks, floors, caps */
  gboolean        has_rest;    /* a finding has a paragraph; what follows is the score without all that have one */
  guint           rest_score, rest_score_max;
  const char     *rest_reasons;
  const MspThread *thread;     /* or NULL */
  guint32         persons;     /* distinct persons with a personal finding of medium confidence or better */
  guint32         suppressed;  /* candidates below confidence 40 */
  guint64         bytes[MSP_N_FATES];   /* sums to size */
  const MspPartRecord *parts;
  gsize           n_parts;
  const MspFinding    *findings;
  gsize           n_findings;
  const MspProblem    *problems;
  gsize           n_problems;
} MspMessageRecord;

/* One row of the ledger: an input file, an archive entry, or a range of bytes that nothing recognised. */
typedef struct {
  const char *locator;
  const char *parent;          /* locator of the row that contains it, or NULL for an input file */
  const char *kind;            /* "mbox", "eml", "zip", "text", "unrecognised" … */
  guint64     size;
  const char *sha256;          /* hexadecimal, for input files, else NULL */
  guint64     messages;        /* mail messages in it, nested entries not included */
  guint64     expected;        /* that the layout or index promised, or G_MAXUINT64 */
  MspFate     fate;
  MspReason   reason;
  const char *detail;          /* or NULL */
  guint64     bytes[MSP_N_FATES];   /* sums to size */
} MspSourceRecord;

/* What one part of a file that was cut has in the file's row of the ledger. */
typedef struct {
  MspSourceRecord row;         /* of the part alone, with the file's locator; kind NULL: nothing was in this part */
  guint64         start;       /* where the part begins */
  guint64         n_parts;     /* that the file has */
  guint64         file_size;
} MspSliceRecord;
