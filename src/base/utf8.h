/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Checks of bytes, many at a time: is it ASCII, is it UTF-8 (RFC 3629). */

#include <glib.h>

#include "base/span.h"

/* Length of the leading run of ASCII bytes other than NUL. */
gsize msp_utf8_ascii_length (MspSpan span);

/* Length of the leading run of printable ASCII. */
gsize msp_utf8_printable_length (MspSpan span);

/* TRUE if span is nothing but printable ASCII, tabs and line ends (CR, LF). */
gboolean msp_utf8_is_plain (MspSpan span);

/* The same without CR, and a copy of it to out, which has room for span; what is there after FALSE is no copy. */
gboolean msp_utf8_copy_plain (MspSpan span, char *out);

/* Length of the leading run of valid UTF-8 without NUL; no surrogates, no overlong forms. */
gsize msp_utf8_valid_length (MspSpan span);

/* Bytes of the valid sequence at the start of span: 1-4, or 0 if there is none. */
gsize msp_utf8_sequence_length (MspSpan span);
