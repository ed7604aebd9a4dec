/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Walks the given paths and yields their files in one order on every machine: roots as given, names by bytes. Symbolic links
   below a root are named, not followed; nothing is opened for writing. */

#include <glib.h>

#include "base/stream.h"
#include "model/fate.h"

typedef struct _MspWalk MspWalk;

typedef struct {
  char     *path;       /* label of the root and the names below it, raw bytes, '/' between: goes into locators */
  char     *real_path;  /* to open; NULL for standard input */
  guint64   size;       /* bytes, 0 for what is no regular file */
  gint64    mtime;      /* seconds since 1970 UTC */
  MspFate   fate;       /* READ for a file to be opened; else what became of it, with reason and detail */
  MspReason reason;
  char     *detail;
  gboolean  is_pipe;    /* a root that is a pipe: opened as given, links included */
} MspFile;

/* Directories below a root; what lies deeper is FAILED/limit. */
#define MSP_WALK_DEPTH_MAX 256

/* paths is NULL-terminated; "-" is standard input (labelled "stdin"). The label of a root is its last name, made unique by
   "~2" and so on. exclude: NULL or globs matched against the path and the last name, with GPatternSpec; what they match is
   SKIPPED. Errors: G_FILE_ERROR for a root that does not exist or cannot be read. */
MspWalk    *msp_walk_new  (const char *const *paths, const char *const *exclude, GError **error);

/* The next file, NULL at the end. The caller owns it. A directory that cannot be listed is a file with FAILED/io. */
MspFile    *msp_walk_next (MspWalk *self);

/* Begins again with the first file. */
void        msp_walk_rewind (MspWalk *self);

/* Bytes of all regular files, found by a first look; for progress. */
guint64     msp_walk_get_total (const MspWalk *self);

/* Label and absolute path of each root, in order: 2 strings a root. Borrowed. */
const char *const *msp_walk_get_roots (const MspWalk *self);

void        msp_walk_free (MspWalk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspWalk, msp_walk_free)

/* Opens read-only, without following a link in the last name. G_IO_ERROR; the message names the path, in English. */
MspStream  *msp_file_open (const MspFile *file, GError **error);
void        msp_file_free (MspFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspFile, msp_file_free)
