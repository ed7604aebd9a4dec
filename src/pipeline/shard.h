/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shards: the share of a plan's units that one of several machines works off. Which units that are follows from the plan alone, so that
   machines that look at the same files agree without a word. */

#include <glib.h>

#include "pipeline/plan.h"

/* A machine's share: number of count, from 1. */
typedef struct {
  guint number, count;
} MspShard;

/* More would be a mistake. */
#define MSP_SHARD_MAX 65536

/* "K/N" in decimal digits with 1 <= K <= N <= MSP_SHARD_MAX; G_OPTION_ERROR otherwise. */
gboolean   msp_shard_parse (const char *text, MspShard *out_shard, GError **error);

/* Deals the units of a plan out to count shards: each in turn goes to the shard with the fewest bytes so far, of several to the first. No
   shard then has more than another by more than the largest unit. */
typedef struct _MspDealer MspDealer;

MspDealer *msp_dealer_new  (guint count);

/* The number, from 1, of the shard that unit belongs to. Every unit of the plan must be given, in order. */
guint      msp_dealer_deal (MspDealer *self, const MspPlanUnit *unit);
void       msp_dealer_free (MspDealer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspDealer, msp_dealer_free)
