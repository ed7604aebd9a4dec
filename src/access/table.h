/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The small tables that a person writes for an audit: maps of mailboxes and folders, actors, the audit's settings. */

#include <glib.h>

/* Rows of the CSV file at path, the header first: char **, NULL-terminated, blanks taken off; empty rows left out. Caller unrefs. NULL
   as msp_small_file_read. */
GPtrArray *msp_table_load        (const char *path, GError **error);

/* The column whose name in the header is one of names (NULL-terminated, any case), or -1. */
int        msp_table_find_column (const GPtrArray *rows, const char *const *names);
