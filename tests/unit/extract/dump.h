/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Extracts a snippet and writes its text and marks in a form that tests can compare. */

#include <glib.h>

#include "extract/extractor.h"

/* The text that msp_extract makes of a body of this declared type; caller owns. */
char *dump_text  (const char *type, const char *bytes);

/* The marks of kind, one a line: "text" for most, "row,column text" for cells, "number,header" for tables; caller owns. */
char *dump_marks (const char *type, const char *bytes, MspMarkKind kind);

/* As dump_marks, of bytes with NULs, and of a text that is there already. */
char *dump_marks_of (const MspText *text, MspMarkKind kind);

/* Breaks the promises of MspText: not UTF-8, controls, marks outside or out of order. */
gboolean is_text_sound (const MspText *text);
