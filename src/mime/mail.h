/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One message (RFC 5322, 2045-2049) as headers and a flat list of parts, depth first. Bodies stay where they are in the raw bytes
   and are decoded on request. Two engines give the same result: GMime's parser, and an own strict walk for regular messages that
   hands everything irregular to GMime. */

#include <glib.h>

#include "base/limits.h"
#include "base/span.h"
#include "model/record.h"

typedef enum { MSP_MIME_ENGINE_AUTO, MSP_MIME_ENGINE_GMIME } MspMimeEngine;

typedef enum {
  MSP_PART_MULTIPART,    /* holds parts */
  MSP_PART_MESSAGE,      /* message/rfc822 and kin, uuencoded or S/MIME-signed message: holds parts */
  MSP_PART_BODY,         /* text to be read inline: text/plain, text/html … without disposition attachment */
  MSP_PART_ATTACHMENT,   /* any other leaf */
  MSP_PART_ENCRYPTED,    /* S/MIME, PGP/MIME, inline PGP, rpmsg: OPAQUE/encrypted */
  MSP_PART_EXTERNAL,     /* message/external-body: the bytes are elsewhere */
  MSP_PART_FRAGMENT,     /* message/partial */
} MspPartRole;

typedef enum {
  MSP_ENCODING_IDENTITY, /* 7bit, 8bit, binary, none */
  MSP_ENCODING_BASE64,
  MSP_ENCODING_QUOTED_PRINTABLE,
  MSP_ENCODING_UUENCODE,
  MSP_ENCODING_YENC,
} MspEncoding;

/* Header fields, decoded (RFC 2047, 2231) to UTF-8; NULL where absent. */
typedef struct {
  const char *from, *to, *cc, *bcc;   /* "Name <addr>, Name <addr>" */
  const char *subject, *message_id, *in_reply_to, *references;
  gint64      date;          /* seconds since 1970 UTC, or G_MININT64 */
  gint64      received;      /* when it came into the mailbox: the same */
  MspReceivedBasis received_basis;
  gboolean    bulk;          /* List-Id, List-Unsubscribe or Precedence: bulk/list/junk */
  gboolean    journal;       /* the fields are of the message inside a journal envelope, with its recipients in bcc and to */
  guint32     uid;           /* X-UID, 0 without one */
  guint32     uid_validity;  /* X-IMAPbase or X-IMAP, in the first message of a folder: 0 in others */
  guint32     status;        /* MspMessageFlags from Status, X-Status, X-Mozilla-Status, X-Mozilla-Status2 */
  const char *labels;        /* X-Gmail-Labels, X-Keywords */
  const char *classification;/* X-Classification, X-Security-Label, Sensitivity, msip_labels: one "Name: value" a line, or NULL */
} MspMailHeaders;

typedef struct {
  const char    *section;    /* IMAP section number: "1", "2.1" */
  int            parent;     /* index into parts, or -1 */
  guint          depth;
  MspPartRole    role;
  const char    *type;       /* lower case; "text/plain" when not declared */
  const char    *charset;    /* as declared, or NULL */
  const char    *filename;   /* decoded UTF-8, or NULL */
  const char    *disposition;/* "inline", "attachment" or NULL */
  const char    *protocol;   /* multipart/signed, /encrypted; access-type of external-body; smime-type */
  MspEncoding    encoding;
  gboolean       flowed, delsp;   /* RFC 3676 */
  gboolean       alternative;     /* inside multipart/alternative, not the first leaf there */
  gboolean       outside;         /* text before or behind the parts of a multipart (RFC 2046, section 5.1.1) */
  MspSpan        raw;        /* encoded body, in the message's bytes or in decoded bytes that self owns */
  const MspSpan *holes;      /* runs of raw that are parts of their own (uuencode, yEnc, PGP); decoding leaves them out */
  gsize          n_holes;
  guint64        raw_size;   /* bytes of the message that this leaf takes, headers not included */
  MspFate        fate;       /* READ unless it is known now to be otherwise */
  MspReason      reason;
  const char    *detail;     /* or NULL: static or owned by the mail */
  const MspMailHeaders *headers;  /* MESSAGE: of the embedded message, else NULL */
} MspMailPart;

typedef struct {
  MspMailHeaders     headers;
  const MspMailPart *parts;
  gsize              n_parts;
  gsize              header_size;   /* bytes of the header block */
  gsize              header_unread; /* those of it that were left out, since it is longer than the limit */
  gboolean           irregular;     /* GMime's parser decided */
  gboolean           no_headers;    /* there was no header field at all */
  MspReason          reason;        /* LIMIT or DAMAGED when something was left out, with detail; else NONE */
  const char        *detail;
} MspMail;

typedef struct _MspMime MspMime;

/* One per worker; starts GMime the first time. Borrows limits. */
MspMime       *msp_mime_new    (MspMimeEngine engine, const MspLimits *limits);

/* Parses one message. The result borrows message and self, and is valid until the next call. Never fails: what cannot be
   understood is text. truncated: the bytes stop before the message does. */
const MspMail *msp_mime_parse  (MspMime *self, MspSpan message, gboolean truncated);

/* Appends the decoded bytes of a leaf to out, at most limit of them; TRUE if that was all. */
gboolean       msp_mime_decode (MspMime *self, const MspMailPart *part, gsize limit, GByteArray *out);

/* TRUE if that would copy raw as it stands, all of it. */
gboolean       msp_mail_part_is_plain (const MspMailPart *part, gsize limit);

void           msp_mime_free   (MspMime *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspMime, msp_mime_free)
