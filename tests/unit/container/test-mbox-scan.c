/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-scan.h"

#include <criterion/criterion.h>

Test (mbox_scan, finds_words_at_line_starts_only)
{
  static const struct { const char *text; gsize from, found; } rows[] = {
    { "a\nFrom b", 1, 2 },
    { "a\rFrom b", 1, 2 },
    { "a From b", 1, 8 },
    { "a\nFrom", 1, 6 },
    { "a\nFrom ", 1, 2 },
    { "a\nFrom b\nFrom c", 3, 9 },
    { "\nForm \nFrom ", 1, 7 },
    { "\n>From ", 1, 7 },
  };
  const char *name;
  MspMboxScan scan;

  for (guint k = 0; (scan = msp_mbox_scan_get (k, &name)) != NULL; k++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      cr_expect_eq (scan (rows[i].text, rows[i].from, strlen (rows[i].text)), rows[i].found, "%s, row %zu", name, i);
}

Test (mbox_scan, all_implementations_agree)
{
  static const char letters[] = "From \n\rx>";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20230208);
  const char *name;
  MspMboxScan best = msp_mbox_scan_get (0, &name), other;
  guint found = 0;

  for (guint round = 0; round < 400; round++)
    {
      gsize len = (gsize) g_rand_int_range (rand, 0, 600);
      g_autofree char *data = g_malloc (len + 1);

      for (gsize i = 0; i < len; i++)
        data[i] = letters[g_rand_int_range (rand, 0, sizeof letters)];
      for (gsize i = 0; i + 6 < len; i += (gsize) g_rand_int_range (rand, 20, 200))
        memcpy (data + i, "\nFrom ", 6);
      for (gsize from = 1; from < len; from++)
        {
          gsize expected = best (data, from, len);

          found += expected < len;
          for (guint k = 1; (other = msp_mbox_scan_get (k, &name)) != NULL; k++)
            cr_assert_eq (other (data, from, len), expected, "%s, round %u from %zu", name, round, from);
        }
    }
  cr_expect_gt (found, 1000);
}
