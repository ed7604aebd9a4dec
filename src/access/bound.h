/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The most that can have left, from counts of bytes alone: what flowed to peers that are not trusted while the server was open, at the
   best compression, against the smallest messages. A bound only if all ways out were counted for all of the time. */

#include <glib.h>

#include "access/index.h"
#include "access/exposure.h"
#include "store/access.h"

typedef struct {
  gboolean has_flows;
  guint64  bytes;            /* to peers not trusted, in the widest window */
  guint64  flows;
  gint64   first, last;      /* of all flows */
  gboolean covers_window;    /* flows were recorded on both sides of it */
  gboolean is_sampled;
  guint64  archive_bytes, archive_messages;
  guint64  messages;         /* that can have left, at most */
  guint64  people;           /* counted in those messages that hold most persons for their bytes, at most */
  gboolean is_bound;         /* FALSE: as much can have left as there is */
} MspBound;

/* Sums up flows. */
void     msp_bound_init       (MspBound *self, const MspIndex *index, const MspExposure *window, gboolean is_sampled);

/* How many messages fit. compression: how many times more a byte of the flow may stand for. */
gboolean msp_bound_fit        (MspBound *self, MspAccessWriter *source, guint compression, GError **error);
