/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Digests of messages as they lie in their sources. */

#include "model/digest.h"
#include "pipeline/reread-child.h"

/* An MspDigestSource: reread is an MspReread. Errors as of msp_reread_ask. */
gboolean msp_reread_digests     (gpointer reread, const MspDigestRequest *request, const MspDigestVisitor *visitor, GError **error);

/* Within the process. */
void     msp_reread_digests_run (MspRereadChild *child);
