/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From a random sample of units of work to the whole archive: totals with 95 % intervals. Pure arithmetic, no I/O.
   Units are drawn without replacement, each set of a size as likely as any other; bytes are known of all of them. */

#include <glib.h>

typedef struct {
  guint64 units, bytes;    /* of the whole archive */
} MspPopulation;

/* What one unit of the sample holds. */
typedef struct {
  guint64 bytes;
  guint64 count;
} MspSampledUnit;

/* low <= point <= high; all equal when the sample is the whole. */
typedef struct {
  guint64 low, point, high;
} MspEstimate;

/* How often things that are met in several units were met: in one sampled unit, in two, in any number. */
typedef struct {
  guint64 distinct, once, twice;
} MspSightings;

/* The sum of count over the whole, from count per byte (ratio estimator; Cochran, Sampling Techniques, chapter 6). The interval is
   that of a Poisson count (Garwood 1936) of as many independent items as the spread between the units says there are (Korn and
   Graubard 1998), narrowed by what was read. With nothing met, high is what one would still miss in one sample of forty. */
MspEstimate msp_estimate_total    (const MspPopulation *whole, const MspSampledUnit *units, gsize n_units);

/* The number of different things, persons say, where count is how many of them the unit holds. Low is what was met: that much is
   certain; the point adds those that two sightings by chance would leave unseen (Chao and Lin 2012, sampling without
   replacement); high assumes that the rest of the archive repeats none. */
MspEstimate msp_estimate_distinct (const MspPopulation *whole, const MspSampledUnit *units, gsize n_units, const MspSightings *seen);
