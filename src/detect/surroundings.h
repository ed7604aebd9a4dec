/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a text holds around a value: amounts of money, surnames. */

#include <glib.h>

#include "base/span.h"

/* Amounts of money within some lines of [start, end): a number beside the sign or code of a currency, or one written with
   thousands and cents; counting ends at most. */
guint    msp_surroundings_count_money (MspSpan text, gsize start, gsize end, guint most);

/* TRUE if a name that may be a person's is near [start, end) and its last word begins with letter, of any case. */
gboolean msp_surroundings_has_surname (MspSpan text, gsize start, gsize end, char letter);
