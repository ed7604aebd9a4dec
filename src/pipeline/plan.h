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
} MspPlanUnit;

typedef struct _MspPlan MspPlan;

/* Borrows walk and manifest (NULL: files are not hashed), which hashes some files ahead. part: MSP_PLAN_PART, less in tests. */
MspPlan     *msp_plan_new       (MspWalk *walk, MspManifest *manifest, guint64 part);

/* The next unit, NULL at the end; caller owns. */
MspPlanUnit *msp_plan_next      (MspPlan *self);
void         msp_plan_free      (MspPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPlan, msp_plan_free)

void         msp_plan_unit_free (MspPlanUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPlanUnit, msp_plan_unit_free)
