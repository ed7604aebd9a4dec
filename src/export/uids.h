/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Index files in which an IMAP server keeps the UIDs of the messages in a folder: a claim for each message, or one that says that the
   files are named by their UIDs. */

#include "export/reader.h"

extern const MspExportReader msp_uid_list_reader, msp_cyrus_folder_reader;

/* Whether a file of this name is worth reading for its UIDs. */
gboolean msp_uids_is_name (const char *name);
