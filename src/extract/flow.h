/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Writes words and paragraphs into an MspText: white space is collapsed as browsers do, line ends are owed until text follows,
   so that no line begins or ends with a space and no two empty lines follow one another. Input is valid UTF-8. */

#include <glib.h>

#include "base/span.h"
#include "model/text.h"

typedef struct {
  MspText *text;
  guint    breaks;      /* line ends owed before the next text: 0, 1 or 2 */
  gboolean space;       /* a space is owed */
  guint    preserve;    /* above 0: white space is kept */
  gsize    fresh;       /* text of this length needs no line end or space: a cell has just begun */
} MspFlow;

/* Starts at the end of text. */
void  msp_flow_init     (MspFlow *self, MspText *text);

/* Owes at least n line ends. */
void  msp_flow_break    (MspFlow *self, guint n);

/* One line end more, as <br> does. */
void  msp_flow_newline  (MspFlow *self);

/* Appends text without entities or markup. C0 controls vanish. */
void  msp_flow_append   (MspFlow *self, MspSpan text);

/* Writes what is owed, so that a mark may begin at the end of the text; returns that end. */
gsize msp_flow_settle   (MspFlow *self);

/* Forgets what is owed. */
void  msp_flow_drop     (MspFlow *self);

/* Begins a cell: no line end or space is written before its first text. */
void  msp_flow_refresh  (MspFlow *self);

/* Marks the text from start on, without the white space that it begins with; nothing if there is no other text. */
void  msp_flow_mark     (MspFlow *self, MspMarkKind kind, gsize start, guint a, guint b);
