/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One of the paths given on the command line. */

#include <glib.h>

typedef struct {
  char    *label;       /* its last name, unique among the roots */
  char    *real_path;   /* absolute and without links; NULL for standard input */
  gboolean is_pipe;     /* a named pipe or a shell's "<(…)": real_path is as given */
} MspRoot;

/* labels: a table of strings with g_free for its keys, empty before the first root: the labels given out, that none comes twice.
   G_FILE_ERROR for a path that is missing or cannot be read. */
MspRoot *msp_root_new  (const char *path, GHashTable *labels, GError **error);
void     msp_root_free (MspRoot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRoot, msp_root_free)
