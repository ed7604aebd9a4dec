/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names of folders in which logs and archives agree: "\Inbox", "INBOX" and "/Top of Information Store/Inbox" are one. */

#include <glib.h>

/* Folded case, "/" between levels, without the roots that Exchange and Outlook put above the folders. Caller owns. */
char *msp_folder_normalise (const char *path);
