/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Tells whether a line looks like a header field (RFC 5322, 2.2 and 3.6). Enough to find where messages begin, no more. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_FIELD_NONE,      /* no "name:" at the start */
  MSP_FIELD_UNKNOWN,   /* "Note: …" could be prose */
  MSP_FIELD_KNOWN,     /* a name that mail headers begin with */
} MspFieldKind;

/* text begins at a line; only its first line is looked at. */
MspFieldKind msp_field_classify (MspSpan text);

/* Length of the first line of text without its end, and of the end itself: LF, CRLF or CR; 0 where text ends before the line
   does. */
gsize        msp_field_line_len (MspSpan text, gsize *out_end_len);
