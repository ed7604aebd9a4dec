/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The lines of a log of any size, as valid UTF-8 without NUL bytes. Ends of lines are LF or CR LF; a byte-order mark at the
   beginning is passed over. */

#include "base/stream.h"

typedef struct {
  MspStream *stream;      /* borrowed */
  gsize      max;         /* bytes of the longest line that is given out */
  char      *block;
  gsize      size, start, end;   /* of block, and of the bytes in it that are not given out */
  guint64    number;      /* of the line given out last, from 1 */
  gboolean   has_ended;   /* the stream has no more */
  gboolean   is_cut;      /* the last line has no end */
  GString   *repaired;    /* the line that was no valid UTF-8 */
} MspLines;

typedef enum { MSP_LINE_TEXT, MSP_LINE_TOO_LONG, MSP_LINE_END } MspLineKind;

void     msp_lines_init  (MspLines *self, MspStream *stream, gsize max);

/* The next line without its end, borrowed until the next call. Invalid bytes and NUL are U+FFFD each. FALSE with error: the
   stream failed; a line that it failed in is lost. */
gboolean msp_lines_next  (MspLines *self, MspLineKind *out_kind, MspSpan *out_line, GError **error);
void     msp_lines_clear (MspLines *self);
