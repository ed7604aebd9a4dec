/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names in text: where they stand and how much they look like names. */

#include "base/span.h"

#define MSP_NAME_WORD 32

/* A word of a name in upper case, without accents, hyphens and apostrophes; empty if the bytes are none. */
typedef struct {
  char text[MSP_NAME_WORD];
} MspNameWord;

typedef struct {
  gsize    start, end;     /* title included */
  gboolean known;          /* a frequent given name, or a title or rank before it */
  gboolean comma;          /* "FAMILY, GIVEN" */
} MspNameFound;

/* Folds one word; FALSE if it holds anything but letters, hyphens, apostrophes and full stops, or is too long. */
gboolean msp_name_fold_word (MspSpan word, MspNameWord *out_word);

/* The next run of two to four capitalised words at or behind from that may be a name. */
gboolean msp_name_find      (MspSpan text, gsize from, MspNameFound *out_found);
