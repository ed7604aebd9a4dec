/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A file that is complete or absent: written beside its place under another name, of mode 0600, then renamed. */

#include <glib.h>

typedef struct _MspOutput MspOutput;

/* path NULL is standard output. What exists at path and is no regular file (a device, a pipe) is written to as it is. G_FILE_ERROR. */
MspOutput *msp_output_new        (const char *path, GError **error);

/* Append here; borrowed. */
GString   *msp_output_get_buffer (MspOutput *self);

/* Writes the buffer out once it is large. */
gboolean   msp_output_flush      (MspOutput *self, GError **error);

/* Writes all; nothing can be appended behind it. */
gboolean   msp_output_close      (MspOutput *self, GError **error);

/* Puts a closed file in its place. */
gboolean   msp_output_publish    (MspOutput *self, GError **error);

/* Removes what was not published. */
void       msp_output_free       (MspOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspOutput, msp_output_free)
