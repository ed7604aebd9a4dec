/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Decides whether a line of an mbox file that begins with "From " begins a message or belongs to a body.

   The decision is local: it looks at MSP_MBOX_LOOK_BEHIND bytes before the line and MSP_MBOX_LOOK_AHEAD from its start, and knows
   nothing of what was decided before. So whoever reads a part of a file finds the same separators there as one who reads it all.

     before the line        the line            after it                       separator
     beginning of stream    ends in a date      anything                       yes
     beginning of stream    no date             a known header field           yes
     blank line, NUL bytes  ends in a date      field, blank line, the end     yes
     blank line, NUL bytes  ends in a date      prose                          no: quoted in a body
     another line           ends in a date      a known header field           yes: 84 of 9,222 messages of the R archives
     any                    no date             any                            no */

#include <glib.h>

#include "base/span.h"

#define MSP_MBOX_LOOK_BEHIND 4
#define MSP_MBOX_LOOK_AHEAD 4096

/* text[at] begins with "From " at the start of a line. text reaches MSP_MBOX_LOOK_BEHIND before at unless the stream begins there
   (is_first: at is where it begins), and MSP_MBOX_LOOK_AHEAD behind it unless the stream ends there. */
gboolean msp_mbox_from_is_separator (MspSpan text, gsize at, gboolean is_first);

/* As the above for a place where a message must begin by its predecessor's Content-Length: a date is enough. */
gboolean msp_mbox_from_is_plausible (MspSpan text, gsize at);

/* Bytes of the separator line at text[at], with its end. */
gsize    msp_mbox_from_line_size (MspSpan text, gsize at);
