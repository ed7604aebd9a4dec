/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Phrases in text whatever its case and line breaks. */

#include "base/span.h"

/* Bytes of text at at that phrase (lower case) matches, or 0. A blank matches any white space, or nothing
   between a small letter and a capital ("PoliceRecord"), an apostrophe also U+2019. */
gsize    msp_phrase_match (MspSpan text, gsize at, const char *phrase);

/* The same backwards: where the first len bytes of phrase begin if they end at at; FALSE if they do not. */
gboolean msp_phrase_match_before (MspSpan text, gsize at, const char *phrase, gsize len, gsize *out_start);

/* The first place of phrase at or behind from where no letter or digit touches it; FALSE if there is none. */
gboolean msp_phrase_find  (MspSpan text, gsize from, const char *phrase, gsize *out_start, gsize *out_end);
