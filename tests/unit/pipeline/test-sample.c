/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/sample.h"

#include <criterion/criterion.h>

#include "pipeline/plan.h"

Test (sample, shares_are_percents)
{
  static const struct {
    const char *text;
    guint       share;    /* 0: refused */
  } rows[] = {
    { "1%", 10000 }, { "5", 50000 }, { "0.1%", 1000 }, { "0.0001%", 1 }, { "99.9999%", 999999 }, { ".5%", 5000 }, { "2.%", 20000 },
    { "0", 0 }, { "0%", 0 }, { "100%", 0 }, { "1000000000000%", 0 }, { "", 0 }, { "%", 0 }, { ".", 0 }, { "-1%", 0 }, { "1%%", 0 },
    { "1 %", 0 }, { "0.00001%", 0 }, { "1.00001%", 0 }, { "x", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      guint share = 0;
      gboolean good = msp_sample_parse (rows[i].text, &share, &error);

      cr_expect_eq (good, rows[i].share > 0, "%s", rows[i].text);
      cr_expect_eq (share, rows[i].share, "%s: %u", rows[i].text, share);
      cr_expect_eq (error != NULL, rows[i].share == 0, "%s", rows[i].text);
    }
}

Test (sample, units_are_drawn_at_their_rate_and_a_larger_share_holds_the_smaller)
{
  static const guint shares[] = { 1000, 10000, 200000, 900000 };

  for (guint64 seed = 0; seed < 5; seed++)
    {
      guint drawn[G_N_ELEMENTS (shares)] = { 0 };

      for (guint64 unit = 0; unit < 100000; unit++)
        for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
          {
            const MspSample sample = { seed, shares[i] }, larger = { seed, shares[i] * 11 / 10 };
            gboolean taken = msp_sample_takes (&sample, unit);

            drawn[i] += taken;
            cr_assert (!taken || msp_sample_takes (&larger, unit));
          }
      for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
        {
          double wanted = shares[i] / 10.0;

          cr_expect (drawn[i] > wanted - 5 * 16 * (wanted > 1000 ? 10 : 1) && drawn[i] < wanted + 5 * 16 * (wanted > 1000 ? 10 : 1),
                     "seed %u, share %u: %u", (guint) seed, shares[i], drawn[i]);
        }
    }
}

Test (sample, seeds_draw_different_units)
{
  const MspSample one = { 1, 500000 }, other = { 2, 500000 };
  guint same = 0;

  for (guint64 unit = 0; unit < 10000; unit++)
    same += msp_sample_takes (&one, unit) == msp_sample_takes (&other, unit);
  cr_expect (same > 4700 && same < 5300, "%u", same);
}

Test (sample, parts_fit_the_archive)
{
  const MspSample none = { 1, 0 }, percent = { 1, 10000 };
  const guint64 gigabyte = G_GUINT64_CONSTANT (1000000000);

  cr_expect_eq (msp_sample_get_part (&none, gigabyte), MSP_PLAN_PART);
  cr_expect_eq (msp_sample_get_part (&percent, 1000), 64 * 1024);
  cr_expect_eq (msp_sample_get_part (&percent, gigabyte), 100000);
  cr_expect_eq (msp_sample_get_part (&percent, 3000 * gigabyte), MSP_PLAN_PART);
}

static MspPlanUnit
make_unit (guint64 number, MspFile *file, guint64 start, guint64 end)
{
  return (MspPlanUnit) { .number = number, .file = file, .start = start, .end = end, .n_parts = 1 };
}

Test (sample, frame_holds_what_was_drawn_and_from_what)
{
  const MspSample all_but_none = { 3, 999999 };
  g_autoptr (MspSampler) sampler = msp_sampler_new (&all_but_none);
  MspFile file = { .path = (char *) "box/a b.mbox", .size = 250 };
  const MspPlanUnit units[] = { make_unit (0, &file, 0, 100), make_unit (1, &file, 100, G_MAXUINT64), make_unit (2, &file, 300, 400) };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    cr_assert (msp_sampler_draw (sampler, &units[i]));
  const MspSampleFrame *frame = msp_sampler_get_frame (sampler);
  cr_expect_eq (frame->units, 3);
  cr_expect_eq (frame->bytes, 250);
  cr_assert_eq (frame->n_parts, 3);
  cr_expect_eq (frame->parts[1].bytes, 150);
  cr_expect_eq (frame->parts[2].bytes, 0);
  cr_expect_str_eq (frame->parts[0].locator, frame->parts[1].locator);
}
