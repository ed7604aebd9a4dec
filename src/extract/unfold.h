/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/span.h"

/* The next line of text from *io_at on, with the lines that continue it: those that begin with a space or, if tabs, a tab; the
   mark itself is left out. scratch keeps a joined line until the next call. FALSE at the end. */
gboolean msp_unfold_next (MspSpan text, gsize *io_at, gboolean tabs, GString *scratch, MspSpan *out_line);
