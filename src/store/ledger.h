/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Does every byte, message and part have exactly one fate? The rules are written down in docs/case-file.md. */

#include <glib.h>

#include "store/database.h"

/* Sets *out_broken to one sentence that names the first row that does not balance, or to NULL; the caller owns it.
   FALSE with error: the case file could not be read. Needs the indexes. */
gboolean msp_ledger_check (MspDatabase *database, char **out_broken, GError **error);
