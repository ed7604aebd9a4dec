/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Until when a token is good, as it says itself. */

#include <glib.h>

#include "base/span.h"

/* The claim "exp" of the JSON web token at [start, end) (RFC 7519, 4.1.4), or "se=" of the URL that it is part of (shared access
   signatures of Azure storage, ISO 8601, UTC); seconds since 1970, or 0 if neither is there. */
gint64 msp_expiry_read   (MspSpan text, gsize start, gsize end);

/* Appends "2031-02-03". */
void   msp_expiry_append (GString *out, gint64 expiry);
