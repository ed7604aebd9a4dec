/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Tells whether one form of a message's text says all that another says. */

#include <glib.h>

#include "base/span.h"

/* TRUE if every word of text stands in whole, in the same order; both are UTF-8. is_html: whole is HTML, whose tags and entities
   are passed over, but for the links of text ("<https://…>"), which may stand in a tag. FALSE when in doubt. */
gboolean msp_mapi_words_covered (MspSpan text, MspSpan whole, gboolean is_html);
