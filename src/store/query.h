/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads a case: one iterator per view, rows as structs. Strings are valid UTF-8, never NULL unless said, and hold until the next
   row is asked for. Every order is total, so that the same content gives the same rows in the same order. */

#include <glib.h>

#include "model/fate.h"
#include "model/finding.h"
#include "model/severity.h"
#include "store/case.h"

typedef enum {
  MSP_VIEW_BANDS,        /* as SUMMARY, but of the messages alone: category is a list, "; "-separated, other numbers are 0 */
  MSP_VIEW_SUMMARY,      /* category and severity of the message */
  MSP_VIEW_CATEGORIES,   /* category alone: severity is "" */
  MSP_VIEW_LINKS,        /* findings of medium confidence or better, test values left out, by locator and position; never filtered */
  MSP_VIEW_ELEMENTS,     /* by detector, most values first; never filtered */
  MSP_VIEW_DAYS,         /* on which messages were dated, in order; never filtered */
  MSP_VIEW_MESSAGES,     /* with a score or a problem; worst first, then most persons, then by id */
  MSP_VIEW_FINDINGS,     /* by locator of the message, then in the order of scanning */
  MSP_VIEW_MESSAGE_FINDINGS, /* of one message, three of a detector at most, the weightiest first */
  MSP_VIEW_NEW_FINDINGS, /* those that the baseline has not, as msp_case_attach_baseline says; all without one */
  MSP_VIEW_CHANGED,      /* messages whose score the baseline has otherwise, by locator; only with one */
  MSP_VIEW_MAILBOXES,    /* by name; never filtered */
  MSP_VIEW_LEDGER,       /* by locator; never filtered */
  MSP_VIEW_PROBLEMS,     /* by locator; never filtered */
  MSP_VIEW_LOSSES,       /* what was not read whole, by item, then by bytes; never filtered */
  MSP_VIEW_FAILURES,     /* each item that MspTotals.failed counts, as a problem without a message, by locator; never filtered */
  MSP_VIEW_LACKS,        /* what the program itself lacked to read all, as problems, by locator; never filtered */
  MSP_VIEW_BROKEN_PROMISES, /* what exports promise and should have been there, as failed problems, by locator; never filtered */
  MSP_VIEW_ESTIMATE,     /* of a sample: what the whole holds; never filtered */
  MSP_VIEW_EXPORTS,      /* files in which an export says what it holds, by locator; never filtered */
  MSP_VIEW_DISCREPANCIES, /* what an export promises and is not so, by locator and row; never filtered */
  MSP_VIEW_ROOTS,
  MSP_VIEW_RUN,          /* by key */
  MSP_N_VIEWS
} MspView;

typedef struct {
  const char *const *categories;   /* names, NULL-terminated; NULL or empty: all */
  MspSeverity        min_severity; /* of the message */
  gint64             limit;        /* rows of MESSAGES, FINDINGS, MESSAGE_FINDINGS and FAILURES; 0: all */
  const char        *message;      /* id, of MESSAGE_FINDINGS */
} MspFilter;

typedef struct {
  const char *category, *severity;
  guint64     messages, occurrences;
  guint64     distinct_values;   /* distinct pairs of detector and value key */
  guint64     bytes;             /* of the messages */
} MspSummaryRow;

typedef struct {
  const char *message;           /* id */
  const char *locator;           /* of the message */
  const char *mailbox;
  gint64      date;              /* or MSP_DATE_UNKNOWN */
  guint       score;             /* of the message */
  gboolean    is_mail;
  const char *section;
  guint64     start;
  const char *detector;
  MspCategory category;
  guint       confidence;
  guint32     flags;             /* MspFindingFlags */
  const char *masked;
  guint8      value_key[MSP_VALUE_KEY_LEN];
  MspLink     link;
  const char *person;            /* masked name, or NULL */
  guint8      name_key[MSP_VALUE_KEY_LEN];   /* zero without one */
  guint       link_confidence;   /* percent */
  gboolean    is_attached;       /* in a file that has a name */
} MspLinkRow;

typedef struct {
  const char *locator;
  guint       was, is;           /* scores */
  const char *was_severity, *is_severity;
} MspChangedRow;

typedef struct {
  const char *detector, *category;
  guint64     messages, occurrences, distinct_values;
} MspElementRow;

typedef struct {
  gint64  day;                   /* since 1970-01-01 UTC */
  guint64 messages;              /* all of that day */
  guint64 moderate;              /* of severity info, low or moderate */
  guint64 high;                  /* of severity high or critical */
} MspDayRow;

typedef struct {
  const char *id, *locator, *kind, *mailbox, *folder;
  gint64      date;              /* or MSP_DATE_UNKNOWN */
  const char *from, *recipients, *subject;
  guint64     size, attachments;
  guint       score, score_max;
  const char *severity, *score_reasons, *categories;   /* lists: "; "-separated */
  guint64     occurrences, distinct_values;
  guint64     people;            /* names, and numbers without one, in this message */
  guint64     opaque_parts;
  const char *problems;          /* "failed/damaged; partial/limit" */
} MspMessageRow;

typedef struct {
  const char *message;           /* its id */
  const char *locator;           /* down to the byte of the text */
  const char *severity;          /* of the message, as is score */
  guint       score;
  const char *detector, *category;
  guint       confidence;
  const char *band, *masked;
  const char *value_key;         /* 64 hexadecimal digits */
  const char *label;             /* or NULL */
  gboolean    quoted, test_value;
  const char *reasons;           /* "; "-separated */
} MspFindingRow;

typedef struct {
  const char *mailbox;
  guint64     messages, bytes;
  gint64      first_date, last_date;   /* or MSP_DATE_UNKNOWN */
  guint64     critical, high, moderate, low;
  guint       max_score;
} MspMailboxRow;

typedef struct {
  const char *locator, *kind;
  guint64     size;
  const char *sha256;            /* or NULL */
  guint64     messages;
  const char *fate, *reason;
  const char *detail;            /* or NULL */
  guint64     bytes[MSP_N_FATES];
  gboolean    is_input;          /* an input file, not an entry or a range */
} MspLedgerRow;

typedef struct {
  const char *message;           /* id, or NULL */
  const char *locator, *fate, *reason, *detail;
} MspProblemRow;

typedef struct {
  const char *item;              /* "file", "message" or "part" */
  const char *fate, *reason;
  guint64     items, bytes;
} MspLossRow;

typedef struct {
  const char *quantity;          /* "messages", "documents", "sensitive", "high", "people", or "category" */
  const char *category;          /* "" for the others */
  guint64     met;               /* in the sample */
  guint64     low, estimate, high;   /* of the whole, 95 % */
} MspEstimateRow;

typedef struct {
  const char *locator;           /* of the file that says so; of sidecars the archive or folder that they lie in */
  const char *product;
  guint64     promised, found, missing;   /* items, files and messages */
  guint64     differing;         /* found, but of another hash or size */
  guint64     verified;          /* found, and of the same hash */
  guint64     not_compared;
  guint64     gaps;              /* that the exporter itself could not give */
  guint64     further;           /* copies elsewhere that are not in the export */
} MspExportRow;

typedef struct {
  const char *locator;           /* as above, but of each sidecar itself */
  guint64     row;
  const char *product, *kind;
  const char *path, *message_id, *mailbox, *folder;   /* or NULL */
  guint64     promised, found;
  const char *verdict;           /* "missing", "differs", "fewer", "gap"; "found" with a detail */
  const char *detail;            /* what the exporter says, or NULL */
} MspDiscrepancyRow;

typedef struct {
  const char *key, *value;       /* ROOTS: label and file: URI ("" for standard input) */
} MspPairRow;

typedef struct {
  guint64 messages, documents, mailboxes;
  gint64  first_date, last_date;       /* or MSP_DATE_UNKNOWN */
  guint   max_score;
  guint64 by_severity[MSP_N_SEVERITIES];
  guint64 findings, occurrences, distinct_values;
  guint64 suppressed;
  guint64 files, size;                 /* input files */
  guint64 bytes[MSP_N_FATES];          /* of the input files; sums to size */
  guint64 failed;                      /* items that failed, and inputs not read to their end: sources, parts, problems */
} MspTotals;

typedef struct _MspQuery MspQuery;

/* Borrows self, which must outlive the query. filter may be NULL. */
MspQuery *msp_query_new            (MspCase *self, MspView view, const MspFilter *filter, GError **error);

/* Each moves to the next row of the view it is named after; *out_end is set behind the last. FALSE: MSP_STORE_ERROR. */
gboolean  msp_query_next_summary   (MspQuery *self, MspSummaryRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_link      (MspQuery *self, MspLinkRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_changed   (MspQuery *self, MspChangedRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_element   (MspQuery *self, MspElementRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_day       (MspQuery *self, MspDayRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_message   (MspQuery *self, MspMessageRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_finding   (MspQuery *self, MspFindingRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_mailbox   (MspQuery *self, MspMailboxRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_ledger    (MspQuery *self, MspLedgerRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_problem   (MspQuery *self, MspProblemRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_loss      (MspQuery *self, MspLossRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_estimate  (MspQuery *self, MspEstimateRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_export    (MspQuery *self, MspExportRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_discrepancy (MspQuery *self, MspDiscrepancyRow *out_row, gboolean *out_end, GError **error);
gboolean  msp_query_next_pair      (MspQuery *self, MspPairRow *out_row, gboolean *out_end, GError **error);

void      msp_query_free           (MspQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspQuery, msp_query_free)

/* Sums over the whole case. */
gboolean  msp_query_totals         (MspCase *self, MspTotals *out_totals, GError **error);

/* Whether an export in the case says anything about itself. */
gboolean  msp_query_has_exports    (MspCase *self);

/* The sums of the view EXPORTS; locator and product are NULL, *out_files how many rows there are. */
gboolean  msp_query_sum_exports    (MspCase *self, MspExportRow *out_sum, guint64 *out_files, GError **error);

/* Bytes of what exports promise and is not there, where they state its size. */
gboolean  msp_query_missing_bytes  (MspCase *self, guint64 *out_bytes, GError **error);
