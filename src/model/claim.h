/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What an export says about itself, beside the mail that it holds: rows of load files, sidecars, counts, lists of hashes. All strings
   are borrowed for the length of the call that passes them, and valid UTF-8. */

#include <glib.h>

typedef enum {
  MSP_CLAIM_ITEM,      /* this message or document is in the export */
  MSP_CLAIM_FILE,      /* this file is, with its size or hash */
  MSP_CLAIM_COUNT,     /* so many messages are, of a mailbox, in a file, or in all */
  MSP_CLAIM_GAP,       /* this is not: the exporter could not give it */
  MSP_CLAIM_LABEL,     /* a label's or folder's number has this name */
  MSP_CLAIM_UID,       /* the message in the file of this name has this IMAP UID in the folder that the source lies in */
  MSP_N_CLAIMS
} MspClaimKind;

#define MSP_CLAIM_NO_NUMBER G_MAXUINT64

typedef struct {
  const char  *source;      /* locator of the file that says so, a row of the ledger */
  guint64      position;    /* row of it, from 1 */
  const char  *product;     /* "purview" …, static */
  MspClaimKind kind;
  const char  *path;        /* of what is meant, '/' between, as seen from the source's folder or one above it; of a LABEL its number;
                               or NULL */
  const char  *message_id;  /* with angle brackets off; or NULL */
  const char  *mailbox, *folder;   /* or NULL */
  const char  *labels;      /* names set apart by ", ", or numbers of labels by blanks; of a LABEL its name; or NULL */
  guint32      flags;       /* MspMessageFlags */
  gint64       date;        /* seconds since 1970 UTC, or MSP_DATE_UNKNOWN */
  guint64      expected;    /* bytes, of a COUNT messages; or MSP_CLAIM_NO_NUMBER */
  const char  *md5, *sha256;       /* lower-case hexadecimal, or NULL */
  guint32      uid;         /* of a UID; 0: files are named by their UIDs, and there is no path */
  guint32      uid_validity;       /* of the folder, or 0 */
  guint64      copies;      /* further places where the same lay and from which it was not exported */
  const char  *detail;      /* what the exporter says went wrong, or NULL */
} MspClaimRecord;

/* The hashes of a file that a claim names, from reading it once more; NULL where not asked for. */
typedef struct {
  const char *locator;
  const char *md5, *sha256;
} MspDigestRecord;

/* The names of the case file: "item", "file" …; static. */
const char *msp_claim_kind_get_name (MspClaimKind kind);
