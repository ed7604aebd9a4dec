/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Sets of bytes, as a character class of an expression means them. */

#include "detect/regex.h"

/* All bytes from from to to, both included. */
void     msp_bytes_add_range (MspBytes *set, guint8 from, guint8 to);

/* Adds the other case of each ASCII letter in set. */
void     msp_bytes_fold_case (MspBytes *set);

void     msp_bytes_invert    (MspBytes *set);

/* \d, \w, \s and their opposites; FALSE if letter is none of them. */
gboolean msp_bytes_add_class (MspBytes *set, char letter);
