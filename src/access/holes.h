/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records that could not be read: of which mail each may have spoken. One whose mailbox is certain, and is one of the archive or of
   other records, concerns that mailbox alone; any other may concern all. */

#include "access/holdings.h"
#include "access/index.h"
#include "access/records.h"

typedef struct _MspHoles MspHoles;

/* holes: of msp_records_end, before the trail was sorted. */
MspHoles *msp_holes_new   (const GArray *holes, const MspIndex *index, const MspHoldings *holdings);

/* Those that may concern a message of mailbox (or 0) that came then (MSP_TIME_UNKNOWN: at any time). */
guint64   msp_holes_count (const MspHoles *self, guint32 mailbox, gint64 received);

/* Whether one of them names the mailbox. */
gboolean  msp_holes_name  (const MspHoles *self, guint32 mailbox);
void      msp_holes_free  (MspHoles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspHoles, msp_holes_free)
