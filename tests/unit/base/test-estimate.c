/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/estimate.h"

#include <criterion/criterion.h>
#include <string.h>

#define UNITS 1000
#define TRIALS 500
#define PERSONS 4000

/* SplitMix64. */
static guint64
pick (guint64 *state, guint64 below)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (z ^ (z >> 31)) % below;
}

/* The first n of units in an order drawn by chance. */
static void
draw (guint64 *state, guint *order, guint n)
{
  for (guint i = 0; i < UNITS; i++)
    order[i] = i;
  for (guint i = 0; i < n; i++)
    {
      guint other = i + (guint) pick (state, UNITS - i), kept = order[i];

      order[i] = order[other];
      order[other] = kept;
    }
}

typedef struct {
  const char *name;
  guint       one_in;       /* units that hold something */
  guint       most;         /* items in such a unit */
  gboolean    uneven;       /* a third of the units are small files */
  guint       sample;
} Archive;

static const Archive archives[] = {
  { "messages everywhere", 1, 40, FALSE, 20 },
  { "messages, among small files", 1, 40, TRUE, 50 },
  { "one unit in three", 3, 5, TRUE, 40 },
  { "rare and alone", 20, 1, FALSE, 50 },
  { "rare, a few together", 20, 3, FALSE, 100 },
};

static guint64
fill (const Archive *archive, guint64 *state, MspSampledUnit *units, guint64 *out_bytes)
{
  guint64 truth = 0;

  *out_bytes = 0;
  for (guint i = 0; i < UNITS; i++)
    {
      guint64 size = archive->uneven && pick (state, 3) == 0 ? 20 + pick (state, 80) : 900 + pick (state, 200);
      guint64 some = pick (state, archive->one_in) == 0 ? 1 + pick (state, archive->most) : 0;

      units[i] = (MspSampledUnit) { size, some * size / 900 };
      truth += units[i].count;
      *out_bytes += size;
    }
  return truth;
}

Test (estimate, intervals_hold_the_truth_at_their_rate)
{
  static MspSampledUnit units[UNITS], sample[UNITS];
  static guint order[UNITS];
  guint64 state = 20230203;

  for (gsize a = 0; a < G_N_ELEMENTS (archives); a++)
    {
      guint held = 0;

      for (guint trial = 0; trial < TRIALS; trial++)
        {
          MspPopulation whole = { .units = UNITS };
          guint64 truth = fill (&archives[a], &state, units, &whole.bytes);
          draw (&state, order, archives[a].sample);
          for (guint i = 0; i < archives[a].sample; i++)
            sample[i] = units[order[i]];
          const MspEstimate estimate = msp_estimate_total (&whole, sample, archives[a].sample);
          cr_assert (estimate.low <= estimate.point && estimate.point <= estimate.high);
          held += estimate.low <= truth && truth <= estimate.high;
        }
      cr_expect (held * 100 >= TRIALS * 93, "%s: %u of %u", archives[a].name, held, TRIALS);
    }
}

/* Persons write in one unit of the archive or in many. */
Test (estimate, intervals_hold_the_number_of_different_persons)
{
  static guint8 seen[UNITS][PERSONS / 8 + 1];
  static guint order[UNITS];
  guint64 state = 20600;

  for (guint spread = 1; spread <= 16; spread *= 4)
    {
      guint held = 0;

      for (guint trial = 0; trial < 100; trial++)
        {
          MspPopulation whole = { UNITS, UNITS * 1000 };
          MspSampledUnit sample[50];
          MspSightings sightings = { 0 };

          memset (seen, 0, sizeof seen);
          for (guint person = 0; person < PERSONS; person++)
            for (guint i = 0; i < spread; i++)
              seen[pick (&state, UNITS)][person / 8] |= (guint8) (1 << person % 8);
          draw (&state, order, G_N_ELEMENTS (sample));
          for (guint i = 0; i < G_N_ELEMENTS (sample); i++)
            sample[i] = (MspSampledUnit) { .bytes = 1000 };
          for (guint person = 0; person < PERSONS; person++)
            {
              guint times = 0;

              for (guint i = 0; i < G_N_ELEMENTS (sample); i++)
                if (seen[order[i]][person / 8] >> person % 8 & 1)
                  sample[i].count++, times++;
              sightings.distinct += times > 0;
              sightings.once += times == 1;
              sightings.twice += times == 2;
            }
          const MspEstimate estimate = msp_estimate_distinct (&whole, sample, G_N_ELEMENTS (sample), &sightings);
          held += estimate.low <= PERSONS && PERSONS <= estimate.high;
        }
      cr_expect (held >= 95, "%u units a person: %u of 100", spread, held);
    }
}

Test (estimate, of_the_whole_is_the_count_itself)
{
  const MspSampledUnit units[] = { { 10, 3 }, { 20, 0 }, { 30, 4 } };
  const MspPopulation whole = { 3, 60 };
  const MspSightings seen = { 5, 4, 1 };
  const MspEstimate total = msp_estimate_total (&whole, units, 3), distinct = msp_estimate_distinct (&whole, units, 3, &seen);

  cr_expect (total.low == 7 && total.point == 7 && total.high == 7);
  cr_expect (distinct.low == 5 && distinct.point == 5 && distinct.high == 5);
}

Test (estimate, of_nothing_met_says_how_much_may_be_missed)
{
  const MspSampledUnit units[] = { { 10, 0 }, { 10, 0 }, { 10, 0 }, { 10, 0 }, { 10, 0 }, { 10, 0 }, { 10, 0 }, { 10, 0 } };
  const MspPopulation whole = { 800, 8000 };
  const MspEstimate total = msp_estimate_total (&whole, units, G_N_ELEMENTS (units));

  cr_expect (total.low == 0 && total.point == 0);
  cr_expect (total.high >= 300 && total.high <= 600, "%" G_GUINT64_FORMAT, total.high);
}

Test (estimate, is_never_below_what_was_met)
{
  const MspSampledUnit units[] = { { 10, 1 }, { 10, 0 } };
  const MspPopulation whole = { 100, 1000 };
  const MspSightings seen = { 1, 1, 0 };

  cr_expect_eq (msp_estimate_total (&whole, units, 2).low, 1);
  cr_expect_eq (msp_estimate_distinct (&whole, units, 2, &seen).low, 1);
  cr_expect_eq (msp_estimate_total (&whole, NULL, 0).point, 0);
}
