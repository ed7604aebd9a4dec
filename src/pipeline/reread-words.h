/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Words looked for in the text of messages. */

#include "model/search.h"
#include "pipeline/reread-child.h"

/* An MspSearchSource: reread is an MspReread. Errors as of msp_reread_ask. */
gboolean msp_reread_words     (gpointer reread, const MspSearchRequest *request, const MspSearchVisitor *visitor, GError **error);

/* Within the process. */
void     msp_reread_words_run (MspRereadChild *child);
