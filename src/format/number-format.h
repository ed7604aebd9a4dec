/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Numbers as a spreadsheet shows them: format codes of ECMA-376 part 1, 18.8.31, which BIFF has too. Dates come out as ISO 8601,
   whatever order the code asks for. */

#include <glib.h>

#include "base/span.h"

/* The code of a built-in format (18.8.30), static; "General" for numbers that are none. */
const char *msp_number_format_get_builtin (guint id);

/* Appends value as code shows it. FALSE if code shows nothing of it (";;;"): then the plain value was appended. */
gboolean    msp_number_format_append (GString *out, double value, const char *code, gboolean is_1904);

/* Appends value without format, whole numbers with all their digits. */
void        msp_number_format_append_plain (GString *out, double value);
