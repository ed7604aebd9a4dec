/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the modules of the store share about an open case. */

#include "store/case.h"
#include "store/database.h"
#include "store/writer.h"

struct _MspCase {
  MspDatabase database;
  MspWriter   writer;       /* while writing */
  char       *path;
  char       *part_path;    /* where it is written until it is whole */
  int         lock;         /* the open file at part_path while writing, or -1 */
  guint8      key[MSP_KEY_LEN];
  gboolean    has_key;
  gboolean    writing;
  gboolean    continued;    /* an interrupted scan's */
  gboolean    scanned;      /* only its name is missing */
  const MspSampleFrame *sample;   /* borrowed, or NULL */
  gboolean    has_baseline, shares_key;
};

/* As msp_case_create, but without key and rows in the table run. */
MspCase *msp_case_create_bare (const char *path, GError **error);

/* As msp_case_create, with checkpoints. */
MspCase *msp_case_create_resumable (const char *path, const char *key_file, const MspRunRecord *run, GError **error);

/* The key that values are hashed with: of key_file, or beside the case, where one is made if there is none; with shares also at
   key_file. */
gboolean msp_case_load_key (MspCase *self, const char *key_file, gboolean shares, GError **error);

/* Locks the open file of a case that is to be written; FALSE if another process has it, also two seconds later. */
gboolean msp_case_lock (int fd);

/* What lies at path: 1 a case file of any version, 0 something else, -1 with error. */
int msp_case_look_at (const char *path, GError **error);
