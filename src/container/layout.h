/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Mailbox and folder from where a message lies: Maildir and Maildir++ (new/cur, flags, modified UTF-7 folder names), MH, Apple
   .mbox folders, Thunderbird .sbd trees, Takeout, plain directories. Works on paths in archives as on disk. */

#include <glib.h>

typedef struct {
  char    *mailbox;
  char    *folder;       /* parts joined by '/', UTF-8; "" for the mailbox itself */
  guint32  flags;        /* MspMessageFlags known from the name (Maildir ":2,ST") */
  gboolean is_message;   /* the layout says that this file is one message, whatever its bytes look like */
  gboolean is_index;     /* a file of the mail program's own, known to hold no mail (dovecot.index, .msf, .mh_sequences, …) */
} MspLayout;

/* path is a locator's path: label of the root, directories, and entries of archives, '/' between; kind is the reader's
   ("mbox") or NULL. */
void msp_layout_init  (MspLayout *self, const char *path, const char *kind);
void msp_layout_clear (MspLayout *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspLayout, msp_layout_clear)
