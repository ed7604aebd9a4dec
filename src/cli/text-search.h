/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Looks for words in the text of messages of a case, read again from their sources. */

#include <glib.h>

#include "pipeline/reread.h"
#include "store/case.h"

typedef struct _MspTextSearch MspTextSearch;

/* Reads what the scan was made with from file, which need not stay open. Errors as of msp_rescan_init. */
MspTextSearch *msp_text_search_new  (MspCase *file, const char *case_path, GError **error);

/* Answers questions for digests. */
MspReread     *msp_text_search_get_reread (MspTextSearch *self);

/* Whether any text of the message at locator, its attachments too, holds one of words (NULL-terminated), in any case of letters.
   FALSE: it cannot be read. self is an MspTextSearch. */
gboolean       msp_text_search_find (gpointer self, const char *locator, const char *const *words, gboolean *out_found);
void           msp_text_search_free (MspTextSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspTextSearch, msp_text_search_free)
