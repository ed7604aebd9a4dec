/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/shard.h"

#include <criterion/criterion.h>

Test (shard, share_is_parsed_strictly)
{
  static const struct {
    const char *text;
    guint       number, count;   /* 0: refused */
  } cases[] = {
    { "1/1", 1, 1 }, { "3/8", 3, 8 }, { "65536/65536", 65536, 65536 }, { "007/010", 7, 10 },
    { "0/4", 0, 0 }, { "5/4", 0, 0 }, { "1/0", 0, 0 }, { "1", 0, 0 }, { "", 0, 0 }, { "/", 0, 0 }, { "1/", 0, 0 }, { "/2", 0, 0 },
    { "1/2/3", 0, 0 }, { " 1/2", 0, 0 }, { "1/2 ", 0, 0 }, { "+1/2", 0, 0 }, { "-1/2", 0, 0 }, { "1/65537", 0, 0 },
    { "1/99999999999999999999999", 0, 0 }, { "99999999999999999999999/1", 0, 0 }, { "auto", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      MspShard shard = { 0, 0 };
      gboolean good = msp_shard_parse (cases[i].text, &shard, &error);

      cr_expect_eq (good, cases[i].count > 0, "'%s'", cases[i].text);
      cr_expect_eq (shard.number, cases[i].number, "'%s'", cases[i].text);
      cr_expect_eq (shard.count, cases[i].count, "'%s'", cases[i].text);
      cr_expect_eq (error == NULL, good);
    }
}

/* Sizes that repeat nowhere: some nothing, some small, a few large. */
static guint64
get_size (guint i)
{
  return i % 7 == 0 ? 0 : i % 50 == 3 ? 40000000 + i : (guint64) i * i * 31 % 100000;
}

Test (shard, every_unit_goes_to_one_shard_and_none_has_much_more)
{
  static const guint counts[] = { 1, 2, 3, 7, 64, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (MspDealer) dealer = msp_dealer_new (counts[i]), again = msp_dealer_new (counts[i]);
      g_autofree guint64 *bytes = g_new0 (guint64, counts[i]);
      guint64 least = G_MAXUINT64, most = 0;

      for (guint k = 0; k < 5000; k++)
        {
          MspFile file = { .size = get_size (k) };
          const MspPlanUnit unit = { .number = k, .file = &file, .end = G_MAXUINT64, .n_parts = 1 };
          guint number = msp_dealer_deal (dealer, &unit);

          cr_assert (number >= 1 && number <= counts[i]);
          cr_expect_eq (msp_dealer_deal (again, &unit), number);
          bytes[number - 1] += file.size;
        }
      for (guint k = 0; k < counts[i]; k++)
        {
          least = MIN (least, bytes[k]);
          most = MAX (most, bytes[k]);
        }
      /* Within the largest unit, and what the number of units weighs. */
      cr_expect_leq (most - least, 40005000 + 5000 * 4096, "%u shards", counts[i]);
    }
}

Test (shard, like_units_are_dealt_in_turn)
{
  g_autoptr (MspDealer) dealer = msp_dealer_new (5);
  MspFile file = { .size = 1000 };

  for (guint k = 0; k < 40; k++)
    {
      const MspPlanUnit unit = { .number = k, .file = &file, .start = 100 * (k % 3), .end = 100 * (k % 3) + 100, .n_parts = 10 };

      cr_expect_eq (msp_dealer_deal (dealer, &unit), k % 5 + 1);
    }
}
