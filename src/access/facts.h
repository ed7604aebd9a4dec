/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What holds of the run as a whole: how it was asked for, the window, the bound, mailboxes that did not find each other. Keys and
   values are English; docs/access.md has the list. */

#include "access/access.h"
#include "access/holdings.h"
#include "access/bound.h"
#include "access/digest-join.h"

typedef struct {
  const MspAccessOptions *options;
  const MspIndex   *index;
  const MspHoldings *holdings;
  const MspExposure  *window;
  const MspBound   *bound;
  const MspDigestCounts *digests;
  const MspDigestAsker *asker;
  const guint64    *joined;   /* by MspJoin */
  gint64            as_of;
} MspFactSources;

gboolean msp_facts_write (MspAccessWriter *out, const MspFactSources *sources, GError **error);
