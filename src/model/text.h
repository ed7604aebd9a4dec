/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Plain text taken from a part, with the structure that detection needs: tables, fields, quoted history. Valid UTF-8, lines
   end in LF, paragraphs are set apart by an empty line, cells of a row by a tab, rows by LF. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_MARK_TABLE,        /* a: number of the table in this text, from 0; b: 1 if its first row is a header */
  MSP_MARK_CELL,         /* a: row, b: column, from 0, in the last TABLE begun; row 0 holds the header, if any */
  MSP_MARK_FIELD_NAME,   /* the next FIELD_VALUE belongs to it */
  MSP_MARK_FIELD_VALUE,
  MSP_MARK_QUOTED,       /* history: "> " lines, or below a "From: … Sent: …" block */
  MSP_MARK_SIGNATURE,    /* below "-- " or recognised as the sender's block */
  MSP_MARK_HIDDEN,       /* not shown to a reader: display:none, white on white, font-size 0, comments */
  MSP_MARK_LINK,         /* the target of a link */
  MSP_MARK_HEADING,
  MSP_MARK_PAGE,         /* a: page number, from 1 */
  MSP_N_MARKS
} MspMarkKind;

typedef struct {
  guint32 start, end;    /* bytes of the text, end not included */
  guint32 kind;          /* MspMarkKind */
  guint32 a, b;
} MspMark;

typedef struct {
  GString *text;
  GArray  *marks;        /* MspMark, by start, then by -end: an outer mark comes before those inside it */
  gboolean truncated;    /* the limit was reached */
  gboolean ascii;        /* it is known to hold nothing else, and no NUL */
  GArray  *links;        /* private: the marks of each kind, and which of the same kind lies around which; made when first asked for */
  guint32 *first_link;
} MspText;

MspText *msp_text_new    (void);

/* Empties self for the next use; keeps the memory. */
void     msp_text_reset  (MspText *self);

/* The most marks that a text holds: past it marks are dropped and truncated is set. */
#define MSP_TEXT_MAX_MARKS (1u << 20)

/* Adds a mark for [start, end). */
void     msp_text_add_mark (MspText *self, MspMarkKind kind, gsize start, gsize end, guint a, guint b);

/* Adds a mark that ends at the current end of the text. Marks may be added in any order; call msp_text_finish once. */
void     msp_text_mark   (MspText *self, MspMarkKind kind, gsize start, guint a, guint b);

/* Sorts the marks, cuts them to the text and drops the empty ones. */
void     msp_text_finish (MspText *self);

/* The innermost mark of kind that covers offset, or NULL; the one begun last if marks cross. After msp_text_finish.
   Logarithmic in the number of marks, linear in how deep they nest. */
const MspMark *msp_text_find_mark (const MspText *self, MspMarkKind kind, gsize offset);

void     msp_text_free   (MspText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspText, msp_text_free)
