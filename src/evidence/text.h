/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Small steps through a line of a log. */

#include <glib.h>

#include "base/span.h"

/* Where needle begins in text, or -1. */
gssize   msp_text_find      (MspSpan text, const char *needle);
gssize   msp_text_find_last (MspSpan text, const char *needle);

/* Takes prefix off the beginning of *text; FALSE if it does not begin with it. */
gboolean msp_text_skip      (MspSpan *text, const char *prefix);

/* Takes everything up to the first delimiter off *text, and the delimiter; what comes before it is *out_part. FALSE, with nothing
   changed, if there is no delimiter. */
gboolean msp_text_take      (MspSpan *text, const char *delimiter, MspSpan *out_part);

/* As msp_text_take, but the last part needs no delimiter behind it. FALSE if nothing is left. */
gboolean msp_text_take_last (MspSpan *text, const char *delimiter, MspSpan *out_part);

/* Without blanks around. */
MspSpan  msp_text_strip     (MspSpan text);

/* A decimal number and nothing else; FALSE for others and beyond 2^64. */
gboolean msp_text_to_number (MspSpan text, guint64 *out_number);
