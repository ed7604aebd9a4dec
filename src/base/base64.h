/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Base64 as mail has it (RFC 2045, section 6.8): what is not of the alphabet is skipped, padding may be missing or in the
   middle. */

#include <glib.h>

#include "base/span.h"

/* Appends the bytes that in stands for to out, at most limit of them; TRUE if that was all. Equal to GLib's decoder, except that
   an unfinished last group yields the whole bytes it holds. */
gboolean msp_base64_decode (MspSpan in, gsize limit, GByteArray *out);

/* The same without vector instructions, for machines that lack them and for tests. */
gboolean msp_base64_decode_plain (MspSpan in, gsize limit, GByteArray *out);
