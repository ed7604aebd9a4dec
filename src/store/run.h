/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is recorded of the run itself: versions, limits, options, roots. */

#include <glib.h>

#include "store/case.h"
#include "store/database.h"

/* All that is known when the scan begins; the state is "open". */
gboolean msp_run_write        (MspCase *self, const MspRunRecord *run, GError **error);

/* The first key by which the case was begun otherwise than run would begin it, "root" for the paths; NULL if by none. Caller owns. */
char    *msp_run_dup_difference (MspCase *self, const MspRunRecord *run);

/* Hash of a fixed text with the case key, in hexadecimal; caller owns. */
char    *msp_run_dup_key_id (const MspCase *self);

gboolean msp_run_write_number (MspDatabase *database, const char *key, guint64 number, GError **error);
