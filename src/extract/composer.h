/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Writes a document into an MspText, whatever its format: paragraphs, tables in tables, hidden runs, links, fields. Calls may come
   in any order and need not be balanced. */

#include "extract/flow.h"
#include "extract/header-row.h"

#define MSP_COMPOSER_MAX_TABLES 16
#define MSP_COMPOSER_MAX_COLUMNS 512

typedef struct {
  guint        number;
  gsize        start, row_start, cell_start;
  guint        row, column, tabs, span, first_columns;
  gboolean     in_row, in_cell, header, uneven, nested;
  MspHeaderRow first_row;
} MspComposerTable;

typedef struct {
  MspText       *text;
  MspFlow        flow;
  gsize          limit;
  MspComposerTable tables[MSP_COMPOSER_MAX_TABLES];
  guint          n_tables, next_table;
  guint          hidden;           /* begun and not ended */
  gsize          hidden_start;
} MspComposer;

/* Writes at the end of text, up to about limit bytes. */
void     msp_composer_init       (MspComposer *self, MspText *text, gsize limit);
gboolean msp_composer_is_full    (const MspComposer *self);

/* Valid UTF-8; white space is kept apart from words, no more. */
void     msp_composer_add        (MspComposer *self, MspSpan text);

/* At least n line ends before what follows: 1 ends a paragraph, 2 a section. */
void     msp_composer_break      (MspComposer *self, guint n);
void     msp_composer_tab        (MspComposer *self);

/* The start of what is written next, for a mark. */
gsize    msp_composer_get_start  (MspComposer *self);

/* Marks what was written since start. */
void     msp_composer_mark       (MspComposer *self, MspMarkKind kind, gsize start, guint a, guint b);

/* Text between the two is marked HIDDEN; they nest. */
void     msp_composer_hide       (MspComposer *self);
void     msp_composer_show       (MspComposer *self);

/* Writes " <target>" and marks it, unless the text since start says the same or target says nothing ("#top"). */
void     msp_composer_link       (MspComposer *self, gsize start, MspSpan target);

/* The target in the code of a field of Word, or NULL: that of HYPERLINK, unless it leads to a bookmark. Quotes may be of any kind,
   or missing. Caller owns. */
char    *msp_composer_dup_target (const char *instruction);

/* A line of its own, "name: value". */
void     msp_composer_field      (MspComposer *self, MspSpan name, MspSpan value);

/* A line of its own that heads what follows. */
void     msp_composer_heading    (MspComposer *self, MspSpan title);

void     msp_composer_open_table  (MspComposer *self);
void     msp_composer_close_table (MspComposer *self);
void     msp_composer_open_row    (MspComposer *self, gboolean header);
void     msp_composer_close_row   (MspComposer *self);

/* span: how many columns the cell takes, 1 or more. */
void     msp_composer_open_cell   (MspComposer *self, guint span);
void     msp_composer_close_cell  (MspComposer *self);

/* Closes what is open. */
void     msp_composer_end         (MspComposer *self);
