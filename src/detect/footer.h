/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether words stand where mail programs and organisations put their boilerplate. */

#include <glib.h>

#include "base/span.h"

/* TRUE if at is below "-- ", below a line of dashes, underscores, stars or equals signs, or in a paragraph of its own among the
   last lines of text. */
gboolean msp_footer_covers (MspSpan text, gsize at);
