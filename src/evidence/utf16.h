/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* UTF-16 (RFC 2781), as older PowerShell writes its files, to UTF-8. */

#include "base/stream.h"

/* Whether head begins with the byte-order mark of UTF-16. */
gboolean   msp_utf16_looks (MspSpan head);

/* What source holds as UTF-8, without the mark by which its byte order is told. Units that are no character become U+FFFD. source
   is borrowed, or taken if is_owned. */
MspStream *msp_utf16_new   (MspStream *source, gboolean is_owned);
