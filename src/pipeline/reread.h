/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Messages of a case read again from their sources, for what the case does not keep. */

#include <glib.h>

#include "model/digest.h"
#include "pipeline/worker.h"

typedef struct _MspReread MspReread;

typedef struct {
  const MspWorkerConfig *worker;
  const char *const     *roots;     /* as in MspLocateRequest */
  guint                  seconds;   /* that the process may be silent; 0: for ever */
} MspRereadConfig;

/* Borrows what config points to. */
MspReread *msp_reread_new    (const MspRereadConfig *config);

/* An MspDigestSource: self is an MspReread. */
gboolean   msp_reread_digest (gpointer self, const MspDigestRequest *request, const MspDigestVisitor *visitor, GError **error);
void       msp_reread_free   (MspReread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspReread, msp_reread_free)
