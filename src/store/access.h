/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What was accessed: the tables of a case that mailspill access fills, and fills anew each time it runs. Rows are structs, one for
   each table; docs/case-file.md says what the columns mean. Strings of rows read are valid UTF-8, never NULL, and hold until the next
   row. Dates are seconds since 1970 UTC, MSP_DATE_UNKNOWN where not known. */

#include <glib.h>

#include "model/record.h"
#include "store/case.h"

/* What can be said of one message, strongest first. */
typedef enum {
  MSP_VERDICT_ACCESSED,        /* a record shows access to it */
  MSP_VERDICT_PRESUMED,        /* must be treated as accessed */
  MSP_VERDICT_INDETERMINATE,   /* cannot be decided from the evidence held */
  MSP_VERDICT_NOT_SHOWN,       /* audited without a gap, and no record */
  MSP_VERDICT_NO_EVIDENCE,     /* exposed, and nothing says anything either way */
  MSP_VERDICT_NOT_EXPOSED,     /* received after the last exposed instant */
  MSP_N_VERDICTS
} MspAccessVerdict;

/* Whether a copy left. */
typedef enum { MSP_ACQUIRED_NOT_SHOWN, MSP_ACQUIRED_PRESUMED, MSP_ACQUIRED_YES } MspAcquired;

typedef enum { MSP_ACTOR_HOSTILE, MSP_ACTOR_UNKNOWN, MSP_ACTOR_TRUSTED, MSP_N_ACTOR_CLASSES } MspActorClass;

typedef enum {
  MSP_ACCESS_FACTS,      /* by key */
  MSP_ACCESS_INPUTS,     /* files of evidence, by label */
  MSP_ACCESS_REJECTS,    /* records that are none, by input and line */
  MSP_ACCESS_ACTORS,     /* by actor */
  MSP_ACCESS_VERDICTS,   /* of messages, by id */
  MSP_ACCESS_COVERAGE,   /* by mailbox and day */
  MSP_ACCESS_MISSING,    /* by mailbox and Message-ID */
  MSP_ACCESS_TIMELINE,   /* by time */
  MSP_ACCESS_DIGESTS,    /* of messages, by id: these are kept when the others are filled anew */
  MSP_ACCESS_N_STORED,
  /* To be read only: */
  MSP_ACCESS_COPIES = MSP_ACCESS_N_STORED,   /* all mail of the case, by file and place: without a verdict */
  MSP_ACCESS_HOLDINGS,   /* mailboxes of the case, by name */
  MSP_ACCESS_IDS,        /* what names each mail, in no order */
  MSP_ACCESS_UIDS,       /* mail whose IMAP UID is known, in no order */
  MSP_ACCESS_UID_FOLDERS,/* folders that hold such mail */
  MSP_ACCESS_RESULTS,    /* all mail with a verdict, in the order in which verdicts were put */
  MSP_ACCESS_HASHES,     /* all mail with a verdict and what is known of its digest, likewise */
  MSP_ACCESS_NAMED_HASHES,   /* of these the mail that a record names */
  MSP_ACCESS_EVENTS,     /* the timeline with the mail that it names */
  MSP_ACCESS_SUMMARY,    /* messages by verdict, attribution and basis */
  MSP_ACCESS_BY_CATEGORY,/* messages by category and verdict */
  MSP_ACCESS_N_TABLES
} MspAccessTable;

typedef struct {
  const char *key, *value;
} MspAccessFactRow;

typedef struct {
  const char *label, *reader;    /* "" if no reader knows it */
  guint64     size;
  const char *sha256;
  guint64     records, passed, rejected, duplicates;
  gint64      first, last;
  guint64     marks;             /* MspEvidenceMark */
  const char *state;             /* "read", "partial", "unread" or "repeated" */
  const char *detail;
} MspAccessInputRow;

typedef struct {
  const char *input;             /* its label */
  guint64     line;
  const char *reason;
} MspAccessRejectRow;

/* Lists are "; "-separated. */
typedef struct {
  const char *actor;             /* "A1" */
  guint64     class;             /* MspActorClass */
  const char *reason, *users, *ips, *sessions, *tokens, *apps, *new_apps, *clients, *logons, *mailboxes;
  gint64      first, last;
  guint64     records, binds, syncs, unresolved, messages, bytes, searches;
} MspAccessActorRow;

typedef struct {
  const char *message;           /* id */
  guint64     place;             /* of MspAccessCopyRow */
  guint64     verdict;           /* MspAccessVerdict */
  const char *basis;             /* "BIND", "UNRESOLVED_BINDS:14" */
  guint64     hostile_verdict;   /* what it would be on the records of hostile actors alone */
  guint64     scope_verdict;     /* what it would be if a synchronisation meant the whole mailbox */
  guint64     acquired;          /* MspAcquired */
  const char *attribution;       /* "hostile", "unknown", or "" without a record */
  const char *actors;            /* "A1; A3" */
  gint64      first, last;       /* of the records meant */
  guint64     records;
  const char *join;              /* "exact", "nocase" … */
  guint64     copies;            /* in this mailbox with this Message-ID, itself included */
  const char *coverage;          /* "proved", "assumed" or "none" */
  const char *evidence;          /* ids of the first ten records */
  const char *note;
} MspAccessVerdictRow;

typedef struct {
  const char *mailbox, *day;     /* "2026-03-03" */
  guint64     records, binds, syncs, throttled;   /* seconds */
  guint64     max_gap;           /* seconds without a record that reach into the day */
  const char *cap;               /* "", "near" (900 bind records or more) or "reached" */
  const char *grade, *reason;
} MspAccessCoverageRow;

typedef struct {
  const char *mailbox, *folder, *message_id, *operations;
  gint64      first, last;
  guint64     records;
  const char *attribution, *actors, *evidence, *note;
} MspAccessMissingRow;

typedef struct {
  gint64      time;
  guint64     precision;         /* seconds */
  const char *clock;             /* "stated" or "assumed" */
  const char *input, *evidence;  /* label of the file, id of the record */
  const char *kind;              /* as msp_event_kind_get_name, or "open", "closed", "gap" */
  const char *actor, *class;     /* "A1", "hostile" */
  const char *mailbox, *folder;
  const char *message;           /* id of the message, or "" */
  const char *text;              /* nothing that was recorded word by word but names of operations, paths and counts */
} MspAccessTimelineRow;

typedef struct {
  const char *message;           /* id */
  const char *sha256;            /* as docs/access.md says, or "" where the message is not stored as bytes */
} MspAccessDigestRow;

typedef struct {
  const char *message, *locator;
  guint64     size;
  guint64     is_known;          /* it has a row in DIGESTS */
  const char *sha256;            /* of it */
} MspAccessHashRow;

typedef struct {
  MspAccessTimelineRow event;
  const char *locator, *sha256;  /* "" where event names no message, and the numbers 0 */
  guint64     score, people;
} MspAccessEventRow;

typedef struct {
  const char *mailbox;
  guint64     messages;
} MspAccessHoldingRow;

typedef struct {
  const char *id, *mailbox, *message_id, *recipients;
  gint64      received;
  guint64     size;
} MspAccessIdRow;

typedef struct {
  const char *id, *locator, *mailbox, *folder, *message_id;
  gint64      received;
  guint64     received_basis;          /* MspReceivedBasis */
  guint64     uid, validity;           /* UIDVALIDITY of its folder, 0 where not known */
} MspAccessUidRow;

typedef struct {
  const char *mailbox, *folder;
} MspAccessUidFolderRow;

typedef struct {
  const char *id, *locator, *source;   /* source: locator of the file or entry */
  guint64     place;                   /* number of the row in the case, by which a verdict finds it again */
  guint64     offset, size, flags;
  const char *mailbox, *folder;
  gint64      date, received;
  guint64     received_basis;          /* MspReceivedBasis */
  const char *sender, *recipients, *subject, *message_id;   /* the first three masked */
  guint64     score, people;
  const char *severity, *categories;
} MspAccessCopyRow;

typedef struct {
  MspAccessCopyRow    copy;
  MspAccessVerdictRow verdict;         /* message is "" where there is none */
  const char         *sha256;          /* or "" */
} MspAccessResultRow;

typedef struct {
  guint64     verdict, hostile_verdict, scope_verdict;
  const char *attribution, *basis;     /* basis without its number */
  guint64     messages, with_findings; /* a score above 0 */
} MspAccessSummaryRow;

typedef struct {
  const char *category;
  guint64     verdict, messages;
} MspAccessCategoryRow;

typedef struct _MspAccessWriter MspAccessWriter;
typedef struct _MspAccessCursor MspAccessCursor;

/* Opens the finished case at path to fill its tables anew, all or none. MSP_STORE_ERROR. */
MspAccessWriter *msp_access_writer_new    (const char *path, GError **error);

/* row is the struct of table. */
gboolean         msp_access_writer_put    (MspAccessWriter *self, MspAccessTable table, gconstpointer row, GError **error);

/* Borrows self, as msp_access_cursor_new does: nobody else can read the case before it is freed. */
MspAccessCursor *msp_access_writer_read   (MspAccessWriter *self, MspAccessTable table, GError **error);

/* Keeps what was put; without it everything stays as it was before. */
gboolean         msp_access_writer_commit (MspAccessWriter *self, GError **error);
void             msp_access_writer_free   (MspAccessWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspAccessWriter, msp_access_writer_free)

/* Borrows self, which must outlive the cursor. Of a case that access has not run on there are no rows but those of COPIES,
   HOLDINGS and IDS. */
MspAccessCursor *msp_access_cursor_new  (MspCase *self, MspAccessTable table, GError **error);

/* Fills the struct of the table; *out_end is set behind the last row. FALSE: MSP_STORE_ERROR. */
gboolean         msp_access_cursor_next (MspAccessCursor *self, gpointer out_row, gboolean *out_end, GError **error);
void             msp_access_cursor_free (MspAccessCursor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspAccessCursor, msp_access_cursor_free)

/* Whether access has run on the case. */
gboolean         msp_access_has_run     (MspCase *self);

/* The value of a fact, or NULL; caller owns. */
char            *msp_access_dup_fact    (MspCase *self, const char *key);

/* "accessed", "presumed_accessed" …; "hostile" …; "yes" …: as in access.csv. Static. */
const char      *msp_access_verdict_get_name (MspAccessVerdict verdict);
const char      *msp_actor_class_get_name    (MspActorClass class);
const char      *msp_acquired_get_name       (MspAcquired acquired);
