/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Paths to units of work: a whole file, or a part of a large one. Units follow from paths, sizes and first bytes, so that
   every machine that looks at the same files makes the same plan. */

#include <glib.h>

#include "source/manifest.h"
#include "source/walk.h"

/* Bytes of a file from which on it is cut, and of each part. */
#define MSP_PLAN_PART (G_GUINT64_CONSTANT (32) * 1024 * 1024)

typedef struct {
  guint64  number;        /* from 0 */
  MspFile *file;          /* a copy of its own */
  guint64  start, end;    /* 0, G_MAXUINT64: the whole file */
  guint    n_parts;       /* units that the file has */
  guint    n_mine;        /* of them, those that msp_plan_next gives */
  gboolean hashed;        /* the file is in the manifest, once, whatever n_mine is */
} MspPlanUnit;

/* Whose a unit is. */
typedef enum {
  MSP_PLAN_MINE,          /* to be scanned */
  MSP_PLAN_DONE,          /* ours, and scanned before */
  MSP_PLAN_OTHERS,        /* another machine's */
  MSP_PLAN_LATER,         /* ours, but not in this sample */
} MspPlanOwner;

/* Sees every unit once, in order, before msp_plan_next gives one of the same file. */
typedef MspPlanOwner (*MspPlanChoice) (gpointer data, const MspPlanUnit *unit);

typedef struct _MspPlan MspPlan;

/* Borrows walk and manifest (NULL: files are not hashed), which hashes some files ahead. part: MSP_PLAN_PART, less in tests. */
MspPlan     *msp_plan_new       (MspWalk *walk, MspManifest *manifest, guint64 part);

/* Of a file whose first part is ours, the hash is ours too, unless a part of it is for later. Before the first unit; without choice all are MINE. */
void         msp_plan_set_choice (MspPlan *self, MspPlanChoice choice, gpointer data);

/* The next unit that is MINE, NULL at the end; caller owns. */
MspPlanUnit *msp_plan_next      (MspPlan *self);

/* SHA-256 of all units so far, whoever's they are: paths, sizes and where files are cut. Machines with the same digest at the
   end made the same plan. 64 hexadecimal digits, caller owns. */
char        *msp_plan_dup_digest (const MspPlan *self);
void         msp_plan_free      (MspPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPlan, msp_plan_free)

void         msp_plan_unit_free (MspPlanUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPlanUnit, msp_plan_unit_free)
