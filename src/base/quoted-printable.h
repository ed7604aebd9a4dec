/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Quoted-printable (RFC 2045, section 6.7); what is not well formed stays as it is. */

#include <glib.h>

#include "base/span.h"

/* Appends the decoded bytes of in to out, at most limit of them; TRUE if that was all. Equal to GMime's decoder. */
gboolean msp_quoted_printable_decode (MspSpan in, gsize limit, GByteArray *out);
