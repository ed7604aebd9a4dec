/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files of one folder that are all there, or none of them: they take their places together at the end. */

#include "report/output.h"

typedef struct {
  char      *path;
  gboolean   was_made;   /* by us, and nothing is in it yet */
  GPtrArray *outputs;
} MspOutputFolder;

/* Makes the folder, of mode 0700, unless it is there. G_FILE_ERROR. */
gboolean msp_output_folder_init    (MspOutputFolder *self, const char *path, GError **error);

/* Takes a closed output, which it owns from then on; FALSE for NULL. */
gboolean msp_output_folder_take    (MspOutputFolder *self, MspOutput *output);

/* Puts all files in their places. */
gboolean msp_output_folder_publish (MspOutputFolder *self, GError **error);

/* Removes what was not published, the folder too if it was made for it. */
void     msp_output_folder_clear   (MspOutputFolder *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspOutputFolder, msp_output_folder_clear)
