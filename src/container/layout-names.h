/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names of files and directories that mail programs use. */

#include <glib.h>

/* Where people's folders begin: "Inbox", "Sent Items", "Top of Personal Folders", "[Gmail]", "X.sbd", "X.mbox". */
gboolean msp_layout_is_folder  (const char *dir);

/* Holds a store and says nothing of its owner: "Maildir", "Mail", "ImapMail", "Takeout". */
gboolean msp_layout_is_store   (const char *dir);

/* Apple Mail's "V10" and UUIDs, Thunderbird's "a1b2c3d4.default-release". */
gboolean msp_layout_is_technical (const char *dir);

/* Says nothing of an owner: "export", "home", "Profiles". Stores and technical names included. */
gboolean msp_layout_is_generic (const char *dir);

/* Files of mail programs that hold no mail: "dovecot.index.log", "Inbox.msf", ".mh_sequences". */
gboolean msp_layout_is_index   (const char *file);

/* A directory that some programs put between folder and messages: UUIDs, "Data", "Messages", one digit. */
gboolean msp_layout_is_between (const char *dir);

/* name without the extension of a mailbox, of an archive or of compressed data, as far as it has any; caller owns. */
char    *msp_layout_dup_stem   (const char *name);
