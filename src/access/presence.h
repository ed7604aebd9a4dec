/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which records of a list, in order of time, met a message that came at some time: those made when it was there. Where a clock may be
   wrong the message is taken to have been there. */

#include "access/support.h"
#include "access/trail.h"

/* Hours by which the clock or the zone of a sender may be wrong; a date that is wrong on purpose is another thing. */
#define MSP_SENDER_SECONDS (24 * 3600)

typedef struct {
  gint64   sure;         /* records from then on met it */
  gint64   assumed;      /* … those from then on whose zone is an assumption may have */
  gboolean is_by_sender; /* when it came only its sender says: nobody knows that earlier records did not meet it */
} MspPresence;

/* What the records of a list came to. */
typedef struct {
  guint64  weight;       /* of those that met it */
  guint    n;            /* they */
  guint    n_doubtful;   /* … of them by a clock that may be wrong */
} MspPresenceSum;

/* received: or MSP_TIME_UNKNOWN. Records met it up to pad seconds before. */
MspPresence    msp_presence_init  (gint64 received, gboolean is_by_sender, gint64 pad);

/* The first place of list that may have met it, its length if there is none; msp_presence_holds tells of each from there on. */
guint          msp_presence_find  (const MspPresence *self, const MspTrail *trail, const GArray *list);
gboolean       msp_presence_holds (const MspPresence *self, const MspTrace *trace);

/* Adds all that met it to support, and those that nothing but the sender's date excludes to earlier. weights: NULL, or of each place
   and all behind it. list may be NULL. */
MspPresenceSum msp_presence_add   (const MspPresence *self, const MspTrail *trail, const GArray *list, const guint64 *weights,
                                   MspSupport *support, MspSupport *earlier);
