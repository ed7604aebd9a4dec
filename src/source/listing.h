/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The names in one directory, sorted by their bytes. */

#include <glib.h>
#include <sys/types.h>

typedef struct {
  int           fd;         /* of the directory */
  GPtrArray    *names;      /* in chunk */
  GStringChunk *chunk;
  guint         at;         /* the next name to visit */
  dev_t         device;
  ino_t         inode;
} MspListing;

/* Lists the directory name below at_fd (or AT_FDCWD) without following a link in name. NULL with G_FILE_ERROR if it cannot be
   opened. If it could only be listed in part, *out_failure is set to the cause, caller owns it. */
MspListing *msp_listing_new  (int at_fd, const char *name, char **out_failure, GError **error);
void        msp_listing_free (MspListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspListing, msp_listing_free)
