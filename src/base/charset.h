/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bytes in any charset to UTF-8. Labels lie: valid UTF-8 and byte-order marks win over the declared label, patterns show UTF-16,
   UTF-32 and EBCDIC, and what is left over is read as windows-1252, so that every byte yields something. */

#include <glib.h>

#include "base/span.h"

/* Appends span as UTF-8 to out; bytes that cannot be converted become U+FFFD. declared may be NULL or nonsense.
   Fast for ASCII and UTF-8: one check, one copy. */
void msp_charset_append_utf8 (GString *out, MspSpan span, const char *declared);

/* Whether plain ASCII in this charset may mean something else. */
gboolean msp_charset_is_stateful (const char *declared);

/* Appends span, replacing each byte that is not part of valid UTF-8 by U+FFFD and NUL by U+FFFD. */
void msp_charset_append_tidy (GString *out, MspSpan span);
