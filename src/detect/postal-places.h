/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names of countries, states and streets in addresses. */

#include "base/span.h"

/* ISO 3166-1 code of a country named in English, French, Spanish, German or its own language, static; NULL for any other text. */
const char *msp_place_find_country (MspSpan name);

/* Whether it is a state, district, territory or armed forces' area of the US Postal Service (Publication 28, appendix B). */
gboolean    msp_place_is_us_state  (MspSpan code);

/* Whether word ends a US street ("St", "Avenue", "Blvd"), and whether it can follow before the town ("NW", "Apt"). */
gboolean    msp_place_is_us_street (MspSpan word);
gboolean    msp_place_is_behind_street (MspSpan word);

/* Country whose streets are named as in line ("rue …", "Musterweg 5", "via …") and whose postal codes have five digits; "" if none. */
const char *msp_place_of_street    (MspSpan line);
