/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The numbers of a record that travel as one block, without gaps between them. */

#include <glib.h>

#include "model/record.h"

typedef struct {
  guint64 offset, size;
  gint64  date, received;
  guint64 bytes[MSP_N_FATES];
  guint32 kind, flags, received_basis, uid, uid_validity, score, score_max, severity;
  guint32 has_rest, rest_score, rest_score_max, persons, suppressed, has_thread, n_parts, n_findings, n_problems, unused;
} MspWireMessage;

typedef struct {
  guint64 raw_size, text_size;
  guint32 fate, reason;
} MspWirePart;

G_STATIC_ASSERT (sizeof (MspWireMessage) == (4 + MSP_N_FATES) * sizeof (guint64) + 18 * sizeof (guint32));
G_STATIC_ASSERT (sizeof (MspWirePart) == 2 * sizeof (guint64) + 2 * sizeof (guint32));
