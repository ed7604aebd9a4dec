/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one person whom a whole text speaks of, if there is but one (link rules 0.70 and 0.55 of 6.2 of the specification). */

#include "detect/detector.h"

/* Normalised name of the only person named in text, or NULL if there are none or several; caller owns. Those who take part in mail
   (may be NULL) are passed over. If title is given, the name must have a word in it. */
char *msp_sole_dup_name      (MspSpan text, const MspDetectMessage *mail, const char *title);

/* Normalised name of who is greeted above at ("Dear Jane Doe,"), or NULL; caller owns. */
char *msp_sole_dup_greeted   (MspSpan text, gsize at);
