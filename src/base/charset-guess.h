/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What encoding bytes are in that nothing declares: by their own pattern, in their first KiB. */

#include <glib.h>

#include "base/span.h"

/* "UTF-16LE", "UTF-16BE", "UTF-32LE" or "UTF-32BE" without a mark, by where NULs stand or by the one script that the letters are
   of; NULL if it is none, and where no NUL stands. */
const char *msp_charset_guess_wide    (MspSpan span);

/* EBCDIC: letters, digits and spaces where code page 037 has them. */
gboolean    msp_charset_guess_ebcdic  (MspSpan span);

/* Appends span, read as code page 1140, as UTF-8. Records of 80 columns without line ends become lines. */
void        msp_charset_append_ebcdic (GString *out, MspSpan span);
