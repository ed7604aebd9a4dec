/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The case file: one SQLite database that scan writes and everything else reads. Schema in docs/case-file.md. */

#include <glib.h>

#include "base/limits.h"
#include "model/sink.h"

#define MSP_STORE_ERROR (msp_store_error_quark ())
typedef enum {
  MSP_STORE_ERROR_NOT_A_CASE,    /* no case file, or of an unknown version */
  MSP_STORE_ERROR_EXISTS,        /* refuses to overwrite what is no case file */
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
} MspRunRecord;

typedef struct _MspCase MspCase;

/* Creates the case file with its key file (path + ".key", or key_file) of mode 0600. It is written at path + ".part" and takes
   its name when it is finished: only then an older case at path is replaced, and only if it is one. An older key file is used again. */
MspCase      *msp_case_create  (const char *path, const char *key_file, const MspRunRecord *run, GError **error);

/* Continues PATH.part if it was begun with checkpoints by the same version with the same rules, engine, roots, options, limits and key;
   otherwise begins anew as msp_case_create does. *out_why: why what was there is not continued, a sentence that the caller owns, or
   NULL. Records are then kept by msp_case_checkpoint alone. */
MspCase      *msp_case_reopen  (const char *path, const char *key_file, const MspRunRecord *run, char **out_why, GError **error);

/* Keeps all records since the last checkpoint, of whatever table, together with how far their unit of work has come: both or neither,
   even after SIGKILL or on a full disk. So the records of one unit come in one piece between two checkpoints. state may be NULL. */
gboolean      msp_case_checkpoint (MspCase *self, guint64 unit, guint64 steps, GBytes *state, gboolean done, GError **error);

/* What the last checkpoint of unit said; FALSE if there was none. The caller owns *out_state, which may be NULL. */
gboolean      msp_case_get_progress (MspCase *self, guint64 unit, guint64 *out_steps, GBytes **out_state, gboolean *out_done);

/* Opens read-only. */
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

/* Joins the finished cases of shards, each of which holds other files, into one whose reports are those of the unsharded scan. They must have
   been begun alike: version, rules, engine, options, limits, key, labels of roots; _MERGE names what differs or what two of them hold. The key
   is key_file's or that of an input, which is copied beside the case. */
gboolean      msp_case_merge   (const char *out_path, const char *const *inputs, const char *key_file, GError **error);

/* TRUE if path is a case file of any version. */
gboolean      msp_case_is_case (const char *path);

typedef enum {
  MSP_CASE_CHECK_FILE,         /* SQLite finds its file whole */
  MSP_CASE_CHECK_REFERENCES,   /* every row's message and source are there */
  MSP_CASE_CHECK_LEDGER,       /* every byte, message and part has one fate */
} MspCaseCheck;

/* Sets *out_broken to one sentence about the first thing that is wrong, or to NULL; the caller owns it. FALSE: it could not be checked. */
gboolean      msp_case_check   (MspCase *self, MspCaseCheck check, char **out_broken, GError **error);

/* Lets MSP_VIEW_NEW_FINDINGS leave out what the case file at path holds: the same value by the same detector if both cases share a key,
   else the same masked value by the same detector in the same message. */
gboolean      msp_case_attach_baseline (MspCase *self, const char *path, GError **error);

/* Value of one key of the run table, or NULL; caller owns. */
char         *msp_case_dup_run (MspCase *self, const char *key);
