/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What exports say about themselves, and how it compares, in words. */

#include <glib.h>

#include "store/case.h"

/* "Exports, by what 3 of their files say: 12 promised, 10 found …"; NULL without error if no export says anything. Caller owns. */
char *msp_exports_dup_sentence (MspCase *source, GError **error);
