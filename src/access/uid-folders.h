/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Folders in which the archive knows UIDs, and what records call them. A UID means nothing without its folder, so nothing is guessed: names
   agree, or differ by the server's root and separator alone and fit no other folder. Folders have numbers from 1, 0 is none. */

#include <glib.h>

#include "access/holdings.h"

typedef struct _MspUidFolders MspUidFolders;

/* trail must be sorted. NULL with error: the case cannot be read. */
MspUidFolders *msp_uid_folders_new  (const MspTrail *trail, const MspHoldings *holdings, MspAccessWriter *source, GError **error);

/* How many folders there are; 0 if no record names a message by its UID. */
guint  msp_uid_folders_get_count    (const MspUidFolders *self);

/* The folder that a record means by name in the trail's mailbox. */
guint  msp_uid_folders_find         (const MspUidFolders *self, guint32 mailbox, guint32 name);

/* Whether a record could mean the folder of this number, or one above it, by name (in normal form). */
gboolean msp_uid_folders_is_within  (const MspUidFolders *self, guint folder, guint32 mailbox, const char *name);

/* The folder of the case: mailbox and folder as in it. */
guint  msp_uid_folders_find_own     (const MspUidFolders *self, const char *mailbox, const char *folder);
void   msp_uid_folders_free         (MspUidFolders *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspUidFolders, msp_uid_folders_free)
