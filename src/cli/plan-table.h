/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The units of a plan as rows: CSV for programs, a table with totals for people. */

#include <glib.h>

#include "pipeline/plan.h"

typedef struct {
  GPtrArray *units;      /* MspPlanUnit, in order */
  GArray    *shards;     /* guint: shard of each unit, from 1 */
  guint      n_shards;
} MspPlanTable;

/* Both append to out. CSV has a header row and the columns unit,shard,start,end,size,fate,locator: numbers first, so that a
   script can cut them off without reading quotes; no field holds a line end. */
void msp_plan_table_append_csv  (const MspPlanTable *self, GString *out);
void msp_plan_table_append_text (const MspPlanTable *self, GString *out);
