/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The tables as CSV files: RFC 4180 with LF, UTF-8, guarded against formulas. */

#include <glib.h>

#include "report/tables.h"

/* Writes a file for each table that CSV has into folder, which is made if it is missing; all are complete, or none is there. G_FILE_ERROR. */
gboolean msp_writer_csv_write  (MspCase *source, const MspFilter *filter, const char *folder, GError **error);

/* Appends one field of text: "'" before what a spreadsheet would take for a formula, quotes where they are needed. */
void     msp_writer_csv_append (GString *out, const char *text);

/* The line of names, and a row: an MspTableFunc whose user_data is the MspOutput. */
void     msp_writer_csv_append_header (GString *out, const MspTable *table);
gboolean msp_writer_csv_write_row     (const MspTable *table, const MspField *fields, gpointer user_data, GError **error);
