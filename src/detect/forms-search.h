/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The quick search in front of the forms: words that every form's title has one of. */

#include "base/span.h"

/* The next such word at or behind from: its start, or the text's length. Case does not matter. *out_word is the word, static. */
gsize msp_forms_next_word (MspSpan text, gsize from, const char **out_word);
