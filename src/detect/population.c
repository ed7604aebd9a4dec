/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/population.h"

#include <math.h>
#include <string.h>

#define FIRST_SLOTS 64
#define MIN_TRIED 8
#define MAX_DISTINCT 2000   /* values of a column that are told apart */

void
msp_population_init (MspPopulation *self)
{
  self->n_slots = FIRST_SLOTS;
  self->n_used = 0;
  self->slots = g_new0 (MspPopulationCount, self->n_slots);
  self->n_values = FIRST_SLOTS;
  self->values_used = 0;
  self->values = g_new0 (guint64, self->n_values);
}

void
msp_population_reset (MspPopulation *self)
{
  if (self->values_used > 0)
    memset (self->values, 0, self->n_values * sizeof *self->values);
  self->values_used = 0;
  if (self->n_used > 0)
    memset (self->slots, 0, self->n_slots * sizeof *self->slots);
  self->n_used = 0;
}

static guint
find_slot (const MspPopulation *self, guint32 rule, guint64 column)
{
  guint64 hash = (column * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) ^ (rule * G_GUINT64_CONSTANT (0xC2B2AE3D27D4EB4F));
  guint at = (guint) (hash >> 32) & (self->n_slots - 1);

  while (self->slots[at].rule != 0 && (self->slots[at].rule != rule || self->slots[at].column != column))
    at = (at + 1) & (self->n_slots - 1);
  return at;
}

static void
grow (MspPopulation *self)
{
  MspPopulationCount *old = self->slots;
  guint n = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (MspPopulationCount, self->n_slots);
  for (guint i = 0; i < n; i++)
    if (old[i].rule != 0)
      self->slots[find_slot (self, old[i].rule, old[i].column)] = old[i];
  g_free (old);
}

static guint
find_value (const MspPopulation *self, guint64 hash)
{
  guint at = (guint) (hash >> 32) & (self->n_values - 1);

  while (self->values[at] != 0 && self->values[at] != hash)
    at = (at + 1) & (self->n_values - 1);
  return at;
}

static void
grow_values (MspPopulation *self)
{
  guint64 *old = self->values;
  guint n = self->n_values;

  self->n_values *= 2;
  self->values = g_new0 (guint64, self->n_values);
  for (guint i = 0; i < n; i++)
    if (old[i] != 0)
      self->values[find_value (self, old[i])] = old[i];
  g_free (old);
}

/* FALSE if the column has shown the value. */
static gboolean
add_value (MspPopulation *self, guint rule, guint64 column, guint64 value)
{
  guint64 hash =
    (value ^ (column * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) ^ ((rule + 1) * G_GUINT64_CONSTANT (0xC2B2AE3D27D4EB4F)))
                 * G_GUINT64_CONSTANT (0xFF51AFD7ED558CCD);

  hash = MAX (hash ^ (hash >> 29), 1);
  if (self->values_used * 2 >= self->n_values)
    grow_values (self);
  guint at = find_value (self, hash);
  gboolean fresh = self->values[at] == 0;

  self->values[at] = hash;
  self->values_used += fresh;
  return fresh;
}

void
msp_population_count (MspPopulation *self, guint rule, guint64 column, guint64 value, gboolean passed)
{
  guint at = find_slot (self, rule + 1, column);

  if (self->slots[at].rule == 0)
    {
      if (self->n_used * 2 >= self->n_slots)
        {
          grow (self);
          at = find_slot (self, rule + 1, column);
        }
      self->slots[at] = (MspPopulationCount) { column, rule + 1, 0, 0, -1 };
      self->n_used++;
    }
  if (self->slots[at].tried < MAX_DISTINCT && !add_value (self, rule, column, value))
    return;
  self->slots[at].tried++;
  self->slots[at].passed += passed != FALSE;
}

const MspPopulationCount *
msp_population_get (const MspPopulation *self, guint rule, guint64 column)
{
  guint at = find_slot (self, rule + 1, column);

  return self->slots[at].rule != 0 ? &self->slots[at] : NULL;
}

void
msp_population_clear (MspPopulation *self)
{
  g_free (self->slots);
  g_free (self->values);
}

static double
log_choose (double n, double k)
{
  return lgamma (n + 1) - lgamma (k + 1) - lgamma (n - k + 1);
}

/* Sums from the largest term downwards and stops when nothing more is added; below the mean the other side is summed, which is
   shorter. */
double
msp_population_tail (guint tried, guint passed, double noise)
{
  double n = tried, sum = 0;

  if (passed == 0 || noise >= 1)
    return 1;
  if (noise <= 0)
    return 0;
  gboolean upper = passed > n * noise;
  guint from = upper ? passed : passed - 1, step = 0;

  for (;; step++)
    {
      guint k = upper ? from + step : from - step;
      double term = exp (log_choose (n, k) + k * log (noise) + (n - k) * log1p (-noise));

      sum += term;
      if (term <= sum * 1e-15 || k == (upper ? tried : 0) || step > 100000)
        break;
    }
  return upper ? MIN (sum, 1) : MAX (1 - sum, 0);
}

MspPopulationVerdict
msp_population_judge (guint tried, guint passed, double noise)
{
  if (tried < MIN_TRIED || noise <= 0)
    return MSP_POPULATION_SILENT;
  if (noise >= 0.5)
    return passed * 20.0 < tried * 19.0 ? MSP_POPULATION_CHANCE : MSP_POPULATION_SILENT;
  double tail = msp_population_tail (tried, passed, noise);

  if (tail > 0.01)
    return MSP_POPULATION_CHANCE;
  return tail < 1e-6 && passed * 10.0 >= tried * 9.0 ? MSP_POPULATION_TYPED : MSP_POPULATION_SILENT;
}

MspPopulationVerdict
msp_population_verdict (MspPopulation *self, guint rule, guint64 column, double noise)
{
  MspPopulationCount *count = &self->slots[find_slot (self, rule + 1, column)];

  if (count->rule == 0)
    return MSP_POPULATION_SILENT;
  if (count->verdict < 0)
    count->verdict = (int) msp_population_judge (count->tried, count->passed, noise);
  return (MspPopulationVerdict) count->verdict;
}
