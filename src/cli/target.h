/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Where a command may write: not over a case or what is kept beside it, not among what was scanned. */

#include "store/case.h"

/* FALSE with G_OPTION_ERROR if target is a case file, or the key or the decisions of the case at case_path. NULL and "-" are standard
   output. */
gboolean msp_target_spares  (const char *case_path, const char *target, GError **error);

/* FALSE too if target lies inside what was scanned for source. */
gboolean msp_target_is_free (MspCase *source, const char *target, GError **error);
