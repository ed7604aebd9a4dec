/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/row-reader.h"

#include <criterion/criterion.h>

#include "extract/block.h"
#include "extract/grid.h"

/* The same byte by byte. */
static MspTableRow
read_plainly (MspSpan text, gsize start)
{
  MspTableRow row = { start, start, 0, 0, FALSE, FALSE };
  gboolean lead = TRUE;

  for (; row.end < text.len && text.data[row.end] != '\n'; row.end++)
    {
      char c = text.data[row.end];

      lead = lead && msp_row_is_lead (c);
      row.indented |= lead && c == '\t';
      row.n_tabs += !lead && c == '\t';
      row.n_bars += c == '|';
    }
  row.gap = msp_grid_has_gap (msp_span_slice (text, start, row.end));
  return row;
}

static gboolean
is_plain (const MspTableRow *row)
{
  return row->n_bars == 0 && !row->gap && row->n_tabs == 0;
}

static gboolean
is_same (const MspTableRow *a, const MspTableRow *b)
{
  return a->start == b->start && a->end == b->end && a->n_tabs == b->n_tabs && a->n_bars == b->n_bars && a->gap == b->gap
         && a->indented == b->indented;
}

/* More than the reader holds at once. */
#define MAX_TEXT (3 * MSP_ROW_BLOCKS * MSP_BLOCK_LEN)

/* Most of a text is letters, so that lines are of all lengths. */
static gsize
make_text (GRand *random, char *out)
{
  static const char bytes[] = "\n\t| |\t  \n->+*\n";
  gsize len = (gsize) g_rand_int_range (random, 1, g_rand_int_range (random, 0, 10) > 0 ? 200 : MAX_TEXT);
  gint letters = g_rand_int_range (random, 1, 60);

  for (gsize i = 0; i < len; i++)
    out[i] = g_rand_int_range (random, 0, letters) > 0 ? 'x' : bytes[g_rand_int_range (random, 0, sizeof bytes - 1)];
  return len;
}

Test (row_reader, reads_what_a_plain_loop_reads)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  char data[MAX_TEXT];

  for (guint round = 0; round < 5000; round++)
    {
      MspSpan text = msp_span_new (data, make_text (random, data));
      MspRowReader reader;
      gsize found, back = 0;

      msp_row_reader_init (&reader, text);
      found = msp_row_reader_find (&reader, 0);
      for (gsize at = 0; at < text.len;)
        {
          MspTableRow row, wanted = read_plainly (text, at);

          msp_row_reader_read (&reader, at, &row);
          cr_assert (is_same (&row, &wanted), "round %u, line at %" G_GSIZE_FORMAT, round, at);
          cr_assert (is_plain (&wanted) == (found != at), "round %u, line at %" G_GSIZE_FORMAT, round, at);
          at = row.end + 1;
          if (at > found && at < text.len)
            found = msp_row_reader_find (&reader, at);
          /* Back to a line before, as where a table turns out to be none. */
          if (g_rand_int_range (random, 0, 8) == 0)
            {
              msp_row_reader_read (&reader, back, &row);
              wanted = read_plainly (text, back);
              cr_assert (is_same (&row, &wanted), "round %u, line at %" G_GSIZE_FORMAT, round, back);
              back = at;
            }
        }
    }
}

Test (block, simd_finds_what_its_twin_finds)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  MspBlockMasks fast[3], slow[3];
  char text[3 * MSP_BLOCK_LEN];

  for (guint round = 0; round < 1000; round++)
    {
      for (gsize i = 0; i < sizeof text; i++)
        text[i] = (char) g_rand_int_range (random, 0, 256);
      msp_block_read (text, 3, fast);
      msp_block_read_scalar (text, 3, slow);
      cr_expect_arr_eq (fast, slow, sizeof fast, "round %u", round);
      for (gsize i = 0; i < sizeof text; i++)
        cr_expect_eq ((slow[i / MSP_BLOCK_LEN].leads >> i % MSP_BLOCK_LEN & 1) != 0, msp_row_is_lead (text[i]),
                      "round %u, byte %" G_GSIZE_FORMAT, round, i);
    }
}
