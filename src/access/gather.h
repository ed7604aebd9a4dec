/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads files of evidence into a trail, and counts what was in each: nothing is left out silently. */

#include <glib.h>

#include "access/records.h"
#include "evidence/file.h"

typedef struct {
  guint64     line;
  const char *reason;        /* owned by the gathering */
} MspGatherReject;

typedef struct {
  char       *label;         /* name of the root and the names below it */
  const MspEvidenceReader *reader;   /* NULL: no reader knows it */
  guint64     size;
  char       *sha256;
  guint64     records, passed, rejected, duplicates;
  gint64      first, last;   /* or MSP_TIME_UNKNOWN */
  guint       marks;         /* MspEvidenceMark */
  const char *state;         /* "read", "partial", "unread", "repeated" */
  char       *detail;        /* or NULL */
  GArray     *rejects;       /* MspGatherReject, the first thousand */
} MspGatherInput;

typedef struct {
  GArray       *inputs;      /* MspGatherInput, by label */
  GStringChunk *reasons;
  MspRecords   *records;
  const GArray *holes;       /* MspRecordHole of records that nowhere stand whole */
} MspGather;

typedef struct {
  const char *const        *paths;       /* NULL-terminated */
  const MspEvidenceOptions *options;
  MspEvidenceReadFunc       read;        /* NULL: files are read in this process */
  gpointer                  read_data;
} MspGatherRequest;

/* Reads all files at and below the paths into trail, which is sorted then. The order of paths does not matter; a file with the same
   content as another is read once, a record with the same id counted once. G_FILE_ERROR for a path that is not there; whatever else
   goes wrong is in the file's row. */
MspGather *msp_gather_new  (const MspGatherRequest *request, MspTrail *trail, GError **error);

/* Whether every file was read to its end and says itself that it is complete. */
gboolean   msp_gather_is_complete (const MspGather *self);
void       msp_gather_free (MspGather *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspGather, msp_gather_free)
