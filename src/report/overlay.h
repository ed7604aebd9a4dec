/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The verdicts as a Concordance load file (DAT), for the review platform that already holds the mail. */

#include "report/output.h"
#include "store/case.h"

/* UTF-8 with a byte order mark, U+00FE around each field, U+0014 between them, U+00AE for line ends within, CRLF. Keyed by the id of
   the message, its locator and, where it has one, its Message-ID. What a field cannot hold is U+FFFD. MSP_STORE_ERROR, G_FILE_ERROR. */
gboolean msp_overlay_append (MspCase *source, MspOutput *output, GError **error);
