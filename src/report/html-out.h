/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pieces of an HTML page. What comes from mail is text and nothing else: it is escaped, and what would steer the reader's screen
   (control characters, marks of direction) is shown as "\u{202e}". */

#include <glib.h>

typedef struct {
  const char *title;       /* translated */
  gboolean    is_number;   /* set to the right, sorted by value */
} MspHtmlColumn;

/* Appends text, escaped. columns: it ends in "…" when longer, 0 for no limit. */
void msp_html_text          (GString *out, const char *text, guint columns);

/* <tag>text</tag>, with a class if css is not NULL. */
void msp_html_element       (GString *out, const char *tag, const char *css, const char *text);

/* A section with a heading and, if note is not NULL, a paragraph below it. */
void msp_html_section_begin (GString *out, const char *id, const char *title, const char *note);
void msp_html_section_end   (GString *out);

/* A table with a heading for each column, up to the first without title. The page's script lets tables be sorted, and searched if
   searchable. */
void msp_html_table_begin   (GString *out, const char *caption, const MspHtmlColumn *columns, gboolean searchable);
void msp_html_table_end     (GString *out);

void msp_html_row_begin     (GString *out);
void msp_html_row_end       (GString *out);
void msp_html_cell          (GString *out, const char *text, guint columns);
/* A number in the words of text; tables are sorted by value. */
void msp_html_cell_value    (GString *out, guint64 value, const char *text);
void msp_html_cell_number   (GString *out, guint64 number);
void msp_html_cell_size     (GString *out, guint64 bytes);

/* The name of a severity, as a case has it, in its colour. */
void msp_html_cell_severity (GString *out, const char *severity);
