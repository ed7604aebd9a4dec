/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The units of a plan as rows: CSV for programs, a table with totals for people. A plan may be longer than memory, so rows go out one by
   one, and the totals are counted in a first pass. */

#include <glib.h>

#include "pipeline/plan.h"

typedef struct {
  guint64 units, bytes;
} MspPlanSum;

typedef struct {
  guint       n_shards;
  MspPlanSum  all, *shards;        /* n_shards of them */
  guint64     failed;              /* units that could not be looked at */
  guint64     largest, longest;    /* bytes of the largest unit and of the longest file */
} MspPlanTotals;

void msp_plan_totals_init  (MspPlanTotals *self, guint n_shards);
void msp_plan_totals_add   (MspPlanTotals *self, const MspPlanUnit *unit, guint shard);
void msp_plan_totals_clear (MspPlanTotals *self);

/* A header row and the columns unit,shard,start,end,size,fate,locator: numbers first, so that a script can cut them off without
   reading quotes; no field holds a line end. */
void msp_plan_table_append_csv_head (GString *out);
void msp_plan_table_append_csv_row  (GString *out, const MspPlanUnit *unit, guint shard);

/* totals of all rows: columns are as wide as they need to be. */
void msp_plan_table_append_head     (GString *out, const MspPlanTotals *totals);
void msp_plan_table_append_row      (GString *out, const MspPlanTotals *totals, const MspPlanUnit *unit, guint shard);
void msp_plan_table_append_totals   (GString *out, const MspPlanTotals *totals);
