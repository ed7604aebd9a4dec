/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How random a text looks. */

#include <glib.h>

#include "base/span.h"

/* Shannon entropy in bits per byte of at most the first 256 bytes. */
double   msp_entropy_per_byte  (MspSpan text);

/* What people write in the place of a key: one letter or a short piece again and again, the alphabet, counting digits. */
gboolean msp_entropy_is_filler (MspSpan token);
