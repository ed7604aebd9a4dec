/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/estimate.h"

#include <math.h>

/* The 97.5 % point of Student's distribution; within 0.5 % of the tables from 3 degrees of freedom on, and never below them by more. */
static double
get_student (gsize degrees)
{
  static const double few[] = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228 };
  double n = (double) degrees;

  if (degrees <= G_N_ELEMENTS (few))
    return degrees > 0 ? few[degrees - 1] : few[0];
  return 1.96 + 2.3722 / n + 2.8225 / (n * n) + 2.5558 / (n * n * n);
}

/* Half the point of the chi-square distribution that lies z standard deviations off (Wilson and Hilferty 1931). */
static double
get_half_chi_square (double degrees, double z)
{
  double third = 2 / (9 * degrees), root;

  if (degrees <= 0)
    return 0;
  root = 1 - third + z * sqrt (third);
  return root > 0 ? degrees / 2 * root * root * root : 0;
}

typedef struct {
  double bytes, count;     /* sums over the sample */
  double spread;           /* variance of the sum of the sample, as if drawn from an endless archive */
} Sums;

static Sums
add_up (const MspSampledUnit *units, gsize n_units)
{
  Sums sums = { 0 };
  double squares = 0;

  for (gsize i = 0; i < n_units; i++)
    {
      sums.bytes += (double) units[i].bytes;
      sums.count += (double) units[i].count;
    }
  for (gsize i = 0; i < n_units && sums.bytes > 0; i++)
    {
      double rest = (double) units[i].count - sums.count / sums.bytes * (double) units[i].bytes;

      squares += rest * rest;
    }
  if (n_units > 1)
    sums.spread = squares * (double) n_units / (double) (n_units - 1);
  return sums;
}

/* How many items of the sample one independent item stands for: above 1 when they come in clusters. */
static double
get_cluster (const Sums *sums)
{
  return sums->count > 0 && sums->spread > 0 ? sums->spread / sums->count : 1;
}

static MspEstimate
make (double low, double point, double high, guint64 met)
{
  MspEstimate out = { .point = (guint64) (point + 0.5) };

  out.low = low > (double) met ? (guint64) low : met;
  out.point = MAX (out.point, met);
  out.high = MAX ((guint64) ceil (high), out.point);
  out.low = MIN (out.low, out.point);
  return out;
}

static MspEstimate
be_sure (guint64 count)
{
  return (MspEstimate) { count, count, count };
}

MspEstimate
msp_estimate_total (const MspPopulation *whole, const MspSampledUnit *units, gsize n_units)
{
  const Sums sums = add_up (units, n_units);
  double factor = sums.bytes > 0 ? MAX ((double) whole->bytes / sums.bytes, 1) : 1;
  double unread = sqrt (1 - MIN ((double) n_units / (double) MAX (whole->units, 1), 1));
  double cluster = get_cluster (&sums), items = sums.count / cluster, z = get_student (n_units > 1 ? n_units - 1 : 1);
  double below = items - get_half_chi_square (2 * items, -z), above = get_half_chi_square (2 * items + 2, z) - items;
  double point = sums.count * factor;

  if (n_units >= whole->units)
    return be_sure ((guint64) sums.count);
  return make (point - factor * cluster * below * unread, point, point + factor * cluster * above * unread, (guint64) sums.count);
}

MspEstimate
msp_estimate_distinct (const MspPopulation *whole, const MspSampledUnit *units, gsize n_units, const MspSightings *seen)
{
  double share = (double) n_units / (double) MAX (whole->units, 1);
  double n = (double) n_units, once = (double) seen->once, twice = (double) seen->twice;
  double unseen = 0, below;
  MspEstimate sum;

  if (n_units >= whole->units)
    return be_sure (seen->distinct);
  sum = msp_estimate_total (whole, units, n_units);
  below = (n_units > 1 ? n / (n - 1) : 1) * 2 * twice + share / (1 - share) * once;
  if (once > 0)
    unseen = below > 0 ? once * once / below : 0;
  return make ((double) seen->distinct, MIN ((double) seen->distinct + unseen, (double) sum.high), (double) sum.high, seen->distinct);
}
