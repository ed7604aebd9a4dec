/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shares out what fragments are known by to the buckets of a search by halves of bytes. A bucket lets any mixture of its members'
   bytes through: each gets the bucket, and of the bytes it can be known by those, that let least of ordinary mail through. */

#include <glib.h>

#include "detect/nibbles.h"

/* The lower and the upper halves of what stands at each position, as bits. */
typedef struct {
  guint16 low[MSP_NIBBLES_LEN], high[MSP_NIBBLES_LEN];
} MspHalves;

typedef struct {
  const MspHalves *ways;     /* what it can be known by, the rarest first; borrowed */
  guint            n_ways;   /* above 0 */
  guint            way;      /* which of them is chosen */
  guint            bucket;
} MspBucketMember;

/* Fills way and bucket of each. chances: of each byte to stand at a place of ordinary mail. */
void msp_buckets_share (MspBucketMember *members, guint n, const double chances[256]);
