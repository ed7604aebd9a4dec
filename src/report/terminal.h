/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Text for a terminal: nothing from the mail can steer it, and columns align whatever the script. */

#include <glib.h>

/* Columns that c takes: 0, 1 or 2. */
guint    msp_terminal_width        (gunichar c);
guint    msp_terminal_text_width   (const char *text);

/* Appends text with control characters, marks of direction and the like as "\u{1b}", and bytes that are no UTF-8 (names of files) as
   "\xff". Text that has become longer than columns (0: no limit) ends in "…". */
void     msp_terminal_append       (GString *out, const char *text, guint columns);

/* As append, and blanks up to columns; to_the_right sets them before the text. */
void     msp_terminal_append_cell  (GString *out, const char *text, guint columns, gboolean to_the_right);

/* Appends a paragraph broken at blanks, each line but the first with indent blanks before it; ends in LF. text is ours, not the mail's. */
void     msp_terminal_append_paragraph (GString *out, const char *text, guint columns, guint indent);
