/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A sample of a plan: units drawn by chance, each with the same probability and by its number alone, so that the same seed draws the same
   units on every machine, and a larger share of the same seed holds the smaller one. */

#include <glib.h>

#include "pipeline/plan.h"
#include "store/case.h"

typedef struct {
  guint64 seed;
  guint   share;      /* of a million; 0: no sample */
} MspSample;

/* "5%", "0.1%" or "5": above 0, below 100, four decimal digits at most; G_OPTION_ERROR otherwise. */
gboolean msp_sample_parse    (const char *text, guint *out_share, GError **error);

gboolean msp_sample_takes    (const MspSample *self, guint64 unit);

/* Bytes from which on files are cut, and of each part: small enough that the sample of total bytes holds enough units for an
   interval, not so small that they cost more than they read. */
guint64  msp_sample_get_part (const MspSample *self, guint64 total);

/* Draws, and remembers what was drawn and from what. */
typedef struct _MspSampler MspSampler;

MspSampler *msp_sampler_new  (const MspSample *sample);

/* Whether the sample takes unit. Every unit of the plan must be given, once. */
gboolean    msp_sampler_draw (MspSampler *self, const MspPlanUnit *unit);

/* What was drawn, for msp_case_set_sample; valid until the next draw. */
const MspSampleFrame *msp_sampler_get_frame (MspSampler *self);
void        msp_sampler_free (MspSampler *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspSampler, msp_sampler_free)
