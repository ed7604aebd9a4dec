/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files put into text: uuencode (POSIX, uuencode) and yEnc 1.3. in is what stands between the "begin" or "=ybegin" line and the
   end. */

#include <glib.h>

#include "base/span.h"

/* Append the decoded bytes of in to out, at most limit of them; TRUE if that was all. Lines that cannot be data are skipped. */
gboolean msp_uuencode_decode (MspSpan in, gsize limit, GByteArray *out);
gboolean msp_yenc_decode     (MspSpan in, gsize limit, GByteArray *out);
