/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Mail without a Message-ID that has the subject and the size of an item which a record names, alone in its mailbox: it may be that item,
   and no more may be said. Subjects are compared by their hashes. */

#include "access/grounds.h"

/* Borrows index. */
MspWeak *msp_weak_new   (const MspIndex *index);

/* Tells of each message without an id, once, before any question. */
void     msp_weak_count (MspWeak *self, guint32 mailbox, const char *subject, guint64 size);

/* Has the basis NO_ID rest on the records that may mean subject, which has no id, where there are any. */
void     msp_weak_fill  (const MspWeak *self, MspGrounds *grounds, const MspSubject *subject);
void     msp_weak_free  (MspWeak *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspWeak, msp_weak_free)
