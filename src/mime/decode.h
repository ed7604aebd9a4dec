/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The transfer encodings by name. */

#include "mime/mail.h"

/* Appends the decoded bytes of in to out, at most limit of them; TRUE if that was all. */
gboolean msp_decode_append (MspEncoding encoding, MspSpan in, gsize limit, GByteArray *out);
