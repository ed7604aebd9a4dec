/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The rows of a question in SQL (store/ask.h), as CSV with a header row or as one JSON object a line. */

#include <glib.h>

#include "store/case.h"

/* path NULL is standard output. MSP_STORE_ERROR_SQL, G_FILE_ERROR. */
gboolean msp_writer_answer_write (MspCase *source, const char *sql, gboolean as_json, const char *path, GError **error);
