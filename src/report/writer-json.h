/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The whole report as one JSON document (RFC 8259) of "mailspill/report/1"; docs/report.schema.json describes it. */

#include <glib.h>

#include "report/tables.h"

/* path NULL is standard output. G_FILE_ERROR, MSP_STORE_ERROR. */
gboolean msp_writer_json_write  (MspCase *source, const MspFilter *filter, const char *path, GError **error);

/* The findings alone, one object a line (NDJSON), as in the document's member "findings". Arguments as above. */
gboolean msp_writer_json_write_lines (MspCase *source, const MspFilter *filter, const char *path, GError **error);

/* Appends text as a JSON string with its quotes; ASCII controls, U+2028, U+2029 and marks of direction are escaped. */
void     msp_writer_json_append (GString *out, const char *text);

/* Appends a row as an object. */
void     msp_writer_json_append_object (GString *out, const MspTable *table, const MspField *fields);
