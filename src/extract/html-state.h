/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the modules of the HTML extractor share while one text is read. */

#include "extract/flow.h"
#include "extract/header-row.h"
#include "extract/html-tags.h"
#include "extract/html-tokenizer.h"

#define MSP_HTML_MAX_TABLES 32
#define MSP_HTML_MAX_COLUMNS 64

/* From an opening tag to its end, for hidden text, quoted history and signatures. Only the outermost of a kind counts. */
typedef struct {
  MspMarkKind       kind;
  gboolean          open;
  const MspHtmlTag *tag;
  MspSpan           name;
  guint             depth;        /* of elements of this name */
  guint             n_tables;     /* open tables when it began */
  gsize             start;
} MspHtmlRegion;

typedef struct {
  guint    number;
  gsize    start, row_start, cell_start;
  guint    row, column, tabs, first_columns;
  guint    colspan, rowspan;      /* of the open cell */
  gboolean in_row, in_cell, header, uneven, nested;
  MspHeaderRow first_row;
  guint16  taken[MSP_HTML_MAX_COLUMNS];   /* rows that a cell above reaches down to */
} MspHtmlTable;

typedef struct {
  MspText         *text;
  MspFlow          flow;
  MspHtmlTokenizer tokens;
  gsize            limit;         /* of the text */
  MspHtmlRegion    hidden, quoted, signature;
  MspHtmlTable     tables[MSP_HTML_MAX_TABLES];
  guint            n_tables, next_table;
  MspSpan          href, last_source;
  gsize            href_start;    /* where the text of the link begins */
  gsize            heading_start;
  gboolean         in_heading, in_comment;
  GString         *scratch;
} MspHtml;

/* html-text.c: text with references decoded. */
void     msp_html_add_text     (MspHtml *self, MspSpan text);

/* html-table.c */
void     msp_html_table_open   (MspHtml *self);
void     msp_html_table_close  (MspHtml *self);
void     msp_html_row_open     (MspHtml *self);
void     msp_html_row_close    (MspHtml *self);
void     msp_html_cell_open    (MspHtml *self, const MspHtmlToken *token, gboolean header);
void     msp_html_cell_close   (MspHtml *self);

/* html-style.c: TRUE if the attributes hide the element from a reader. */
gboolean msp_html_is_hidden    (const MspHtmlToken *token);

/* html-region.c */
void     msp_html_regions_open  (MspHtml *self, const MspHtmlToken *token, const MspHtmlTag *tag);
void     msp_html_regions_close (MspHtml *self, const MspHtmlToken *token, const MspHtmlTag *tag);
void     msp_html_regions_end   (MspHtml *self);

/* html-inline.c */
void     msp_html_link_open    (MspHtml *self, const MspHtmlToken *token);
void     msp_html_link_close   (MspHtml *self);
void     msp_html_add_image    (MspHtml *self, const MspHtmlToken *token);
void     msp_html_add_input    (MspHtml *self, const MspHtmlToken *token);
void     msp_html_add_textarea (MspHtml *self, const MspHtmlToken *token);
void     msp_html_add_titles   (MspHtml *self, const MspHtmlToken *token);
