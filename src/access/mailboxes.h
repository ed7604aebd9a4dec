/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which names are one mailbox: address, GUID and SID of an audit record, aliases of a map. Keys are names in small letters; a mailbox
   is known by the name of its best key: an address before a number, then the first in order. */

#include <glib.h>

#include "access/names.h"

typedef struct _MspMailboxes MspMailboxes;

/* Borrows names. */
MspMailboxes *msp_mailboxes_new  (MspNames *names);

/* The name of key in small letters, "" for none. */
guint32       msp_mailboxes_add  (MspMailboxes *self, const char *key);

/* Both are one mailbox from now on. Either may be 0, which joins nothing. */
void          msp_mailboxes_join (MspMailboxes *self, guint32 left, guint32 right);

/* The mailbox of a key; 0 of a name that is none. */
guint32       msp_mailboxes_find (MspMailboxes *self, guint32 key);

/* The key to be shown; owned by the names. */
const char   *msp_mailboxes_get_title (MspMailboxes *self, guint32 mailbox);
void          msp_mailboxes_free (MspMailboxes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspMailboxes, msp_mailboxes_free)
