/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which records were met. One that stands in several files counts once, and the one that says most counts, whatever order they come
   in: a collector may have lost what another kept. What is left of records that nowhere stand whole are holes. */

#include <glib.h>

#include "access/trail.h"

typedef struct _MspRecords MspRecords;

/* A record that says less than it did, or nothing that could be read. */
typedef struct {
  guint32 id;        /* name of the record, or 0 */
  guint32 mailbox;   /* name of a key, 0 if it may be of any */
  gint64  time;      /* it concerns nothing that came later; G_MAXINT64: not known */
} MspRecordHole;

/* Borrows trail. */
MspRecords   *msp_records_new    (MspTrail *trail);

/* Whether event, of the record with this id in the file with index input, is to be counted: it is the record's first, or says more than
   the one counted up to now. Then that one is dropped from the trail, and *out_dropped is the index of its file, else G_MAXUINT32.
   Records without an id ("") all count: they are known by their place. To be followed by msp_trail_add. */
gboolean      msp_records_take   (MspRecords *self, const MspEvent *event, const char *id, guint32 input, guint32 *out_dropped);

/* Notes a record of the file that was rejected; line and known as of MspEventSink. */
void          msp_records_reject (MspRecords *self, guint32 input, guint64 line, const MspEvent *known);

/* Behind the last record, before the trail is sorted: MspRecordHole of all that stand nowhere whole. Owned by self. */
const GArray *msp_records_end    (MspRecords *self);
void          msp_records_free   (MspRecords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRecords, msp_records_free)
