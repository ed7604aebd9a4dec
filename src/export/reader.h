/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files in which an export says what it holds, one after another as claims (model/claim.h): load files, lists, counts, sidecars of
   messages. Recognised by what they hold, names are hints. They are read beside their own way through the scan, as the documents that
   they are. */

#include <glib.h>

#include "base/span.h"
#include "model/claim.h"

/* Takes one claim, without source and position; FALSE ends the reading. */
typedef gboolean (*MspClaimFunc) (gpointer data, const MspClaimRecord *claim);

typedef struct {
  const char *id;           /* kind in the ledger: "purview-load-file" … */
  /* bytes is all of the file, or its beginning; name is the last name of its path. */
  gboolean  (*is)   (MspSpan bytes, const char *name);
  void      (*read) (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data);
  gboolean    is_sidecar;   /* of one message, whose own header it repeats */
} MspExportReader;

/* The reader for a file, or NULL: most files say nothing. */
const MspExportReader *msp_export_find (MspSpan bytes, const char *name);

/* The table in readers.c, ended by NULL. */
const MspExportReader *const *msp_export_get_table (void);
