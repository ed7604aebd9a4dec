/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The case file: one SQLite database that scan writes and everything else reads. Schema in docs/case-file.md. */

#include <glib.h>

#include "base/limits.h"
#include "base/span.h"
#include "model/sink.h"

#define MSP_STORE_ERROR (msp_store_error_quark ())
typedef enum {
  MSP_STORE_ERROR_NOT_A_CASE,    /* cannot be opened, no case file, or of an unknown version: wrong use */
  MSP_STORE_ERROR_DAMAGED,       /* a case file, but not as it was written */
  MSP_STORE_ERROR_EXISTS,        /* refuses to overwrite what is no case file, or an interrupted scan that began otherwise */
  MSP_STORE_ERROR_FULL,          /* no space left */
  MSP_STORE_ERROR_IO,
  MSP_STORE_ERROR_SQL,           /* anything else of SQLite; its words are in the message */
  MSP_STORE_ERROR_KEY,           /* the key file is missing, readable by others or of a wrong size: wrong use */
  MSP_STORE_ERROR_MERGE,         /* cases that are not of one scan, or overlap: wrong use */
  MSP_STORE_ERROR_LEDGER,        /* the ledger does not balance: an error of the program */
} MspStoreError;
GQuark msp_store_error_quark (void);

/* What is recorded of the run, all strings as for reports. */
typedef struct {
  const char *tool_version, *rules_hash, *confinement, *mime_engine;
  const char *const *roots;        /* label, absolute path, … NULL */
  const char *const *options;      /* the words of the command line that change results, NULL-terminated */
  const MspLimits *limits;
  gint64      started, finished;   /* seconds since 1970 UTC; they go into no report that is compared */
  guint       shard, n_shards;     /* this is the case of one shard of several; 0, 0: of the whole */
  guint       sample_share;        /* of a million: this is the case of a sample; 0: of all */
  guint64     sample_seed, sample_part;
} MspRunRecord;

/* A unit of work that is in the sample. */
typedef struct {
  const char *locator;             /* of its file */
  guint64     start, end;          /* bytes of the file, end not included */
  guint64     bytes;
} MspSampledPart;

/* All that is in the sample, and what it was drawn from. */
typedef struct {
  guint64               units, bytes;
  const MspSampledPart *parts;
  gsize                 n_parts;
} MspSampleFrame;

typedef struct _MspCase MspCase;

/* Creates the case file with its key file (path + ".key", or key_file) of mode 0600. It is written at path + ".part" and takes
   its name when it is finished: only then an older case at path is replaced, and only if it is one. An older key file is used
   again. */
MspCase      *msp_case_create  (const char *path, const char *key_file, const MspRunRecord *run, GError **error);

/* Continues PATH.part if a scan with checkpoints left it there that began by the same version with the same rules, engine,
   roots, options, limits, key, shard and seed of the sample; _EXISTS names what differs, and nothing is changed then. The
   finished case of a sample is continued too, from a copy, so that it stands until the next is finished. Begins anew, as
   msp_case_create does, if nothing is there to be continued, or if anew. Records are then kept by msp_case_commit and
   msp_case_finish alone. */
MspCase      *msp_case_reopen  (const char *path, const char *key_file, const MspRunRecord *run, gboolean anew, GError **error);

/* Whether the scan goes on where another was interrupted, and whether nothing but msp_case_finish is left to be done. */
gboolean      msp_case_is_continued (const MspCase *self);
gboolean      msp_case_is_scanned   (const MspCase *self);

/* How far a unit of work is recorded, to be kept together with all records and whatever else was put since the last commit:
   both or neither, even after SIGKILL or on a full disk. Numbers below 0 are for what belongs to no unit. */
gboolean      msp_case_put_progress  (MspCase *self, gint64 unit, MspSpan state, gboolean done, GError **error);
gboolean      msp_case_drop_progress (MspCase *self, gint64 unit, GError **error);

/* All rows of progress, by number; state lasts for the call. visit returns FALSE with error to stop. */
typedef gboolean (*MspProgressVisit) (gpointer data, gint64 unit, MspSpan state, gboolean done, GError **error);
gboolean      msp_case_each_progress (MspCase *self, MspProgressVisit visit, gpointer data, GError **error);

/* Whether anything is pending, and whether as much as makes a good transaction. */
gboolean      msp_case_is_pending (const MspCase *self);
gboolean      msp_case_is_due  (const MspCase *self);
gboolean      msp_case_commit  (MspCase *self, GError **error);

/* One more key of the table run; kept by the next commit. */
gboolean      msp_case_put_run (MspCase *self, const char *key, const char *value, GError **error);

/* The case is to be that of a sample; frame must hold until it is finished. */
void          msp_case_set_sample (MspCase *self, const MspSampleFrame *frame);

/* Notes in the finished case at path that raw values were shown: when (ISO 8601) and what, under the next free key "reveal.N" of run. */
gboolean      msp_case_note_reveal (const char *path, const char *when, const char *what, GError **error);

/* Opens read-only. Of a case that another command was changing when it was killed, the change is undone first. */
MspCase      *msp_case_open    (const char *path, GError **error);

/* Borrowed: records go to the case in batches. Creating only. */
MspSink      *msp_case_get_sink (MspCase *self);

/* The case key; NULL for a case opened without its key file. */
const guint8 *msp_case_get_key (const MspCase *self);

/* Ends the scan: last batch, indexes, ledger check, plain journal; the case can then be read. FALSE with error if the ledger does
   not balance (_LEDGER; the file is there and can be read, marked as unbalanced) or if it could not be written. */
gboolean      msp_case_finish  (MspCase *self, gint64 finished, GError **error);
void          msp_case_free    (MspCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspCase, msp_case_free)

/* Joins the finished cases of shards into one whose reports are those of the unsharded scan: all shards of one plan, or cases
   that hold other files each. They must have been begun alike: version, rules, engine, options, limits, key, labels of roots;
   _MERGE names what differs, what is missing or what two of them hold. The key is key_file's or that of an input, which is
   copied beside the case. */
gboolean      msp_case_merge   (const char *out_path, const char *const *inputs, const char *key_file, GError **error);

/* TRUE if path is a case file of any version. */
gboolean      msp_case_is_case (const char *path);

typedef enum {
  MSP_CASE_CHECK_FILE,         /* SQLite finds its file whole */
  MSP_CASE_CHECK_REFERENCES,   /* every row's message and source are there */
  MSP_CASE_CHECK_LEDGER,       /* every byte, message and part has one fate */
} MspCaseCheck;

/* Sets *out_broken to one sentence about the first thing that is wrong, or to NULL; the caller owns it. FALSE: it could not be
   checked. */
gboolean      msp_case_check   (MspCase *self, MspCaseCheck check, char **out_broken, GError **error);

/* Lets MSP_VIEW_NEW_FINDINGS leave out what the case file at path holds: the same value by the same detector if both cases
   share a key, else the same masked value by the same detector in the same message. */
gboolean      msp_case_attach_baseline (MspCase *self, const char *path, GError **error);

/* The path that it was opened or created with. */
const char   *msp_case_get_path (const MspCase *self);

/* Value of one key of the run table, or NULL; caller owns. */
char         *msp_case_dup_run (MspCase *self, const char *key);
