/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/text.h"

/* Appends what was seen in a picture: text as it is printed (kind NULL), or a code as a field of its kind. */
void msp_seen_append (MspText *text, const char *kind, const char *seen);
