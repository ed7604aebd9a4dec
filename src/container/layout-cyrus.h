/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The mail spool of Cyrus: "spool/j/user/jane^doe/Sent/12.", with domains "spool/domain/e/example.com/j/user/jane/12.". */

#include <glib.h>

/* dirs: names above the file. FALSE if it is no message of a user in such a spool; else the caller owns both, "" for the mailbox itself. */
gboolean msp_layout_cyrus (const GPtrArray *dirs, const char *name, char **out_mailbox, char **out_folder);
