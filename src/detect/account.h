/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether a password stands with what it opens (V26 of the specification). */

#include "base/span.h"

/* TRUE if a user name, host or URL is announced near [start, end) of text. */
gboolean msp_account_is_near (MspSpan text, gsize start, gsize end);
