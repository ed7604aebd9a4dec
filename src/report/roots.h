/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Where the inputs of a case lay when they were scanned. */

#include <glib.h>

#include "store/case.h"

/* Label and absolute path of each root, … NULL; the path is "" for standard input. Caller owns. MSP_STORE_ERROR. */
char **msp_roots_dup (MspCase *source, GError **error);
