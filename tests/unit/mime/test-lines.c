/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "mime/lines.h"

static const MspLineStart starts[] = { { '-', 'B' }, { 'b', ' ' }, { '=', 'i' } };

static gsize
find_plainly (MspSpan text, gsize from, gsize n, gsize *out_which)
{
  for (gsize at = from; at + 5 < text.len; at++)
    for (gsize i = 0; i < n; i++)
      if ((at == from || text.data[at - 1] == '\n') && text.data[at] == starts[i].first && text.data[at + 5] == starts[i].sixth)
        {
          *out_which = i;
          return at;
        }
  return text.len;
}

Test (lines, any_of_some_starts_is_found_where_the_first_of_them_is)
{
  static const char bytes[] = "\n\n\n--BBb  =i";
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  char data[120];

  for (guint round = 0; round < 5000; round++)
    {
      MspSpan text = msp_span_new (data, (gsize) g_rand_int_range (random, 0, sizeof data));
      gsize n = (gsize) g_rand_int_range (random, 1, G_N_ELEMENTS (starts) + 1);

      for (gsize i = 0; i < text.len; i++)
        data[i] = g_rand_int_range (random, 0, 4) > 0 ? 'x' : bytes[g_rand_int_range (random, 0, sizeof bytes - 1)];
      for (gsize from = 0; from < text.len; from += 7)
        {
          gsize which = 9, expected = 9, at = msp_lines_find_any (text, from, starts, n, &which);

          cr_expect_eq (at, find_plainly (text, from, n, &expected), "round %u from %zu", round, from);
          cr_expect_eq (which, expected);
        }
    }
}
