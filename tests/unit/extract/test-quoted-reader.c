/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/quoted-reader.h"

#include <criterion/criterion.h>

#include "extract/line.h"
#include "extract/quoted-lines.h"

/* More than the reader holds at once. */
#define MAX_TEXT (2 * MSP_QUOTED_BLOCKS * MSP_BLOCK_LEN + 70)

static gsize
make_text (GRand *random, char *out)
{
  static const char bytes[] = "\n\n\n>>: \t*_-|ABDEFILOQRV\n", *const lines[] = { "\n> ", "\n", "\n  Il ", ": \n", "\n-- \n", "\n - -" };
  gsize len = (gsize) g_rand_int_range (random, 1, g_rand_int_range (random, 0, 10) > 0 ? 300 : MAX_TEXT);
  gint letters = g_rand_int_range (random, 1, 40);

  for (gsize i = 0; i < len; i++)
    out[i] = g_rand_int_range (random, 0, letters) > 0 ? 'x' : bytes[g_rand_int_range (random, 0, sizeof bytes - 1)];
  for (gsize at = (gsize) g_rand_int_range (random, 0, 80); at + 8 < len; at += (gsize) g_rand_int_range (random, 1, 80))
    {
      const char *line = lines[g_rand_int_range (random, 0, G_N_ELEMENTS (lines))];

      memcpy (out + at, line, strlen (line));
    }
  return len;
}

/* A bit of mask for each byte of the text. */
static void
note (guint8 *out_bits, gsize at, guint64 mask, guint8 bit)
{
  for (; mask != 0; mask &= mask - 1)
    out_bits[at + msp_block_first (mask)] |= bit;
}

enum { QUOTE = 1, OTHER = 2, DOUBT = 4 };

static void
expect_line (const MspLine *line, const guint8 *bits)
{
  gboolean quote = line->text.len > 0 && line->text.data[0] == '>';
  guint seen = 0, n_others = 0;

  for (gsize at = line->start; at <= line->end; at++)
    {
      seen |= bits[at];
      n_others += (bits[at] & OTHER) != 0;
    }
  cr_assert_eq ((bits[line->start] & QUOTE) != 0, quote, "'%.*s'", (int) line->text.len, line->text.data);
  cr_assert_eq (n_others, !quote && line->text.len > 0, "'%.*s'", (int) line->text.len, line->text.data);
  if ((seen & (QUOTE | DOUBT)) == 0 && line->text.len > 0)
    cr_assert_leq (msp_quoted_look (line->text), MSP_QUOTED_BLANK, "'%.*s'", (int) line->text.len, line->text.data);
}

Test (quoted_reader, what_it_calls_prose_is_prose)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint8 bits[MAX_TEXT + MSP_BLOCK_LEN];
  char data[MAX_TEXT];
  guint n_lines = 0, n_doubts = 0;

  for (guint round = 0; round < 5000; round++)
    {
      MspSpan text = msp_span_new (data, make_text (random, data));
      MspQuotedReader reader;
      gsize start;

      memset (bits, 0, sizeof bits);
      msp_quoted_reader_init (&reader, text);
      for (guint n; (n = msp_quoted_reader_load (&reader, &start)) > 0;)
        for (guint i = 0; i < n; i++)
          {
            note (bits, start + i * MSP_BLOCK_LEN, reader.blocks[i].quotes, QUOTE);
            note (bits, start + i * MSP_BLOCK_LEN, reader.blocks[i].others, OTHER);
            note (bits, start + i * MSP_BLOCK_LEN, reader.blocks[i].doubts, DOUBT);
          }
      for (gsize at = 0; at < text.len; n_lines++)
        {
          MspLine line = msp_line_at (text, at);

          expect_line (&line, bits);
          n_doubts += memchr (bits + at, DOUBT, line.text.len) != NULL;
          at = line.end + 1;
        }
      for (gsize at = text.len + 1; at < sizeof bits; at++)
        cr_assert_eq (bits[at], 0, "round %u", round);
    }
  cr_expect_lt (n_doubts, n_lines / 2);
}

Test (quoted_reader, an_empty_text_has_no_block)
{
  MspQuotedReader reader;
  gsize start;

  msp_quoted_reader_init (&reader, msp_span_new (NULL, 0));
  cr_expect_eq (msp_quoted_reader_load (&reader, &start), 0);
}

Test (quoted_reader, reads_the_same_one_byte_after_another)
{
  MspQuotedMasks fast[4], slow[4];
  char text[4 * MSP_BLOCK_LEN];

  for (gsize i = 0; i < sizeof text; i++)
    text[i] = (char) i;
  for (guint round = 0; round < MSP_BLOCK_LEN; round++)
    {
      msp_quoted_read (text, 4, fast);
      msp_quoted_read_scalar (text, 4, slow);
      cr_assert_arr_eq (fast, slow, sizeof fast);
      char first = text[0];
      memmove (text, text + 1, sizeof text - 1);
      text[sizeof text - 1] = first;
    }
}
