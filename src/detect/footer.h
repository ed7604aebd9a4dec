/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether words stand where mail programs and organisations put their boilerplate. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_FOOTER_NONE,
  MSP_FOOTER_LAST,     /* a paragraph of its own among the last lines, a few words or about the mail itself */
  MSP_FOOTER_PARTED,   /* below "-- ", or a line of dashes, underscores, stars or equals signs */
} MspFooter;

/* TRUE if words in small letters stand on both sides of [start, end) in its line. */
gboolean  msp_prose_covers (MspSpan text, gsize start, gsize end);

MspFooter msp_footer_find (MspSpan text, gsize at);
