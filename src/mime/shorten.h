/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Cuts a header block that is longer than any mail needs. */

#include <glib.h>

#include "base/span.h"

/* If the header block of message is longer than limit, writes the message with a shorter one to out: long fields are cut, and
   past the limit only those that describe the body stay. *out_header_size is the length of the block before. FALSE if nothing was
   done. */
gboolean msp_shorten_header (MspSpan message, gsize limit, GByteArray *out, gsize *out_header_size);
