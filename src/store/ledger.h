/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Does every byte, message and part have exactly one fate? The rules are written down in docs/case-file.md. */

#include <glib.h>

#include "store/database.h"

/* Each sets *out_broken to one sentence that names the first row that is wrong, or to NULL; the caller owns it. FALSE with
   error: the case file could not be read. They need the indexes. */
gboolean msp_ledger_check            (MspDatabase *database, char **out_broken, GError **error);
gboolean msp_ledger_check_references (MspDatabase *database, char **out_broken, GError **error);

/* Both for rows just written: without what the writer has seen to, row by row (a message's bytes, parts and their messages), which costs
   most; balanced: it has added up sources and their contents too. */
gboolean msp_ledger_check_written    (MspDatabase *database, gboolean balanced, char **out_broken, GError **error);

/* SQLite's own look at its file. */
gboolean msp_ledger_check_file       (MspDatabase *database, char **out_broken, GError **error);
