/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* SHA-256 of messages, put into the case once and for all runs. */

#include <glib.h>

#include "model/digest.h"
#include "store/access.h"

typedef enum {
  MSP_HASHES_NAMED,     /* of mail that a record names */
  MSP_HASHES_ALL,
  MSP_HASHES_NONE
} MspHashes;

typedef struct {
  MspHashes       hashes;
  MspDigestSource source;         /* or NULL: nothing can be read */
  gpointer        source_data;
} MspDigestWish;

/* Of the mail that was wished for. */
typedef struct {
  guint64 kept;         /* has a digest */
  guint64 made;         /* is not stored as bytes: there is nothing to make a digest of */
  guint64 missing;      /* could not be read, or is not what was scanned */
} MspDigestCounts;

/* Call when verdicts and timeline are written. */
gboolean msp_digests_fill (MspAccessWriter *out, const MspDigestWish *wish, MspDigestCounts *out_counts, GError **error);
