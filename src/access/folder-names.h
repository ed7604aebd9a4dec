/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What folders that every mailbox has are called in other languages: "Posteingang" is the Inbox. For what a synchronisation covers, where
   a name too many takes in more, and for nothing else. */

#include <glib.h>

/* The folder's path, in normal form, with the English name of the well-known folder that it begins with, if it does. Caller owns. */
char    *msp_folder_generalise (const char *normal);

/* Whether mail comes into the folder, general as above, from others only: it was in another when it was younger. */
gboolean msp_folder_is_deleted (const char *general);
