/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Characters of a Word binary document ([MS-DOC], Word 97 and later; plain text of Word 6 and 95), in the order of the text, each
   with what its paragraph and run say of it. */

#include <glib.h>

#include "base/span.h"

#define MSP_WORD_TEXTS 8   /* main, footnotes, headers, macros, comments, endnotes, text boxes, text boxes in headers */

/* Ranges of bytes in the stream where a property holds. */
typedef struct {
  GArray  *ranges;      /* MspWordRange, by start */
  guint32  from, to;    /* where value is known to hold */
  gboolean value;
} MspWordProperty;

typedef struct {
  guint32 start, end;
} MspWordRange;

typedef struct {
  MspSpan         stream;       /* "WordDocument", borrowed */
  GArray         *pieces;
  MspWordProperty in_table, row_end, hidden;
  guint32         lengths[MSP_WORD_TEXTS];   /* in characters */
  guint           n_texts;      /* begun so far */
  guint32         position, text_end;        /* in characters of the document */
  guint           piece;
  MspSpan         authors, references;       /* of comments, in the table stream */
  guint           code_page;    /* 0: characters of Word 97 */
  gboolean        is_encrypted, is_damaged;
} MspWord;

typedef struct {
  gunichar c;                   /* as stored: marks are below 0x20 */
  gboolean in_table, is_row_end, is_hidden;
} MspWordChar;

/* Which of the streams "0Table" and "1Table" belongs to the document. */
const char *msp_word_get_table_name (MspSpan stream);

/* Borrows both streams for as long as self lives; table may be empty. */
void        msp_word_init       (MspWord *self, MspSpan stream, MspSpan table);

/* Goes to the next text that is not empty; FALSE when there is none. */
gboolean    msp_word_begin_text (MspWord *self);

/* The next character of the text; FALSE at its end. */
gboolean    msp_word_next       (MspWord *self, MspWordChar *out_char);

/* Whether the text that has begun is that of the comments; appends who wrote number i of them, nothing if that is not told. */
gboolean    msp_word_is_in_comments (const MspWord *self);
void        msp_word_append_author (const MspWord *self, guint i, GString *out);
void        msp_word_clear      (MspWord *self);

/* word-property.c: collects where single-byte property sprm is not 0, from the formatted pages that plc lists. is_paragraph: of
   paragraphs, not of characters. */
void        msp_word_property_init (MspWordProperty *self, MspSpan stream, MspSpan plc, gboolean is_paragraph, guint16 sprm);
gboolean    msp_word_property_get  (MspWordProperty *self, guint32 offset);
void        msp_word_property_clear (MspWordProperty *self);
