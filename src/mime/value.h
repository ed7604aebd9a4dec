/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Values of header fields to UTF-8: unstructured text with encoded words (RFC 2047), address lists and dates (RFC 5322). What is
   plain is read here, all else by GMime. Raw 8-bit bytes are UTF-8 if they can be, else windows-1252. */

#include <gmime/gmime.h>

#include "base/span.h"
#include "mime/arena.h"

/* GMime follows groups of addresses within groups on the stack; more colons than this in one value are not shown to it. */
#define MSP_VALUE_MAX_COLONS 1000

/* Starts GMime the first time. */
void                msp_value_init          (void);

/* How GMime shall read; valid after msp_value_init. */
GMimeParserOptions *msp_value_get_options   (void);

/* Unfolded, trimmed and decoded; control characters become blanks. */
const char         *msp_value_text          (MspArena *arena, MspSpan value);

/* "Name <addr>, addr": names decoded, in quotes where they hold a special character. */
const char         *msp_value_addresses     (MspArena *arena, MspSpan value);

/* Seconds since 1970 UTC, G_MININT64 if it is no date. */
gint64              msp_value_date          (MspSpan value);

/* The plain readers by themselves: FALSE where GMime has to look. */
gboolean            msp_value_date_simple      (MspSpan value, gint64 *out_seconds);
const char         *msp_value_addresses_simple (MspArena *arena, MspSpan value);

/* The same, but mailboxes whose names hold encoded words are GMime's, one by one. */
const char         *msp_value_addresses_mixed  (MspArena *arena, MspSpan value);

/* GMime by itself. */
gint64              msp_value_date_gmime       (MspSpan value);
const char         *msp_value_addresses_gmime  (MspArena *arena, MspSpan value);
