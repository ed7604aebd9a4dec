/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/csv.h"

#include <criterion/criterion.h>

/* Fields in brackets, rows by LF. */
static char *
dump (MspSpan text, char delimiter)
{
  GString *out = g_string_new (NULL);
  MspSpan field;
  gboolean row_end;
  MspCsv csv;

  msp_csv_init (&csv, text, delimiter);
  while (msp_csv_next (&csv, &field, &row_end))
    {
      g_string_append_c (out, '[');
      g_string_append_len (out, field.data, (gssize) field.len);
      g_string_append (out, row_end ? "]\n" : "]");
    }
  msp_csv_clear (&csv);
  return g_string_free (out, FALSE);
}

Test (csv, fields_and_rows_are_told_apart)
{
  static const struct { const char *text; char delimiter; const char *expected; } rows[] = {
    { "a,b\nc,d\n", ',', "[a][b]\n[c][d]\n" },
    { "a,b\r\nc,d", ',', "[a][b]\n[c][d]\n" },
    { "a,b\rc,d\r", ',', "[a][b]\n[c][d]\n" },
    { "a,,\n,", ',', "[a][][]\n[][]\n" },
    { "", ',', "" },
    { "\n", ',', "[]\n" },
    { "\"a,b\",c", ',', "[a,b][c]\n" },
    { "\"a\nb\",\"c\"\"d\"\nx", ',', "[a\nb][c\"d]\n[x]\n" },
    { "\"\",\"\"", ',', "[][]\n" },
    { "\"say \"\"hi\"\"\",x\n\"\"\"y\"\"\"", ',', "[say \"hi\"][x]\n[\"y\"]\n" },
    { "5\" disk,3\" disk", ',', "[5\" disk][3\" disk]\n" },
    { "\"never closed,b\nc,d", ',', "[\"never closed][b]\n[c][d]\n" },
    { "\"a \"b\" c\",d", ',', "[a \"b\" c][d]\n" },
    { "\xef\xbb\xbfname;x", ';', "[name][x]\n" },
    { "a\tb", '\t', "[a][b]\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = dump (msp_span_from_string (rows[i].text), rows[i].delimiter);

      cr_expect_str_eq (found, rows[i].expected, "row %" G_GSIZE_FORMAT ": '%s'", i, found);
    }
}

Test (csv, delimiter_is_found_by_even_rows)
{
  static const struct { const char *text; char delimiter; guint columns; } rows[] = {
    { "a,b,c\n1,2,3\n4,5,6\n", ',', 3 },
    { "a;b\n1,5;2\n2,5;3\n", ';', 2 },
    { "a\tb, c\n1\t2\n", '\t', 2 },
    { "a|b|c\n1|2|3\n", '|', 3 },
    { "no table here\nnor here", 0, 0 },
    { "\"x, y\",1\n\"z\",2\n", ',', 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspCsvShape shape = { 0 };
      gboolean found = msp_csv_guess (msp_span_from_string (rows[i].text), FALSE, FALSE, &shape);

      cr_expect (found == (rows[i].columns > 0) && shape.delimiter == rows[i].delimiter && shape.columns == rows[i].columns,
                 "row %" G_GSIZE_FORMAT, i);
    }
}

/* What the extractor takes for a table. */
static gboolean
is_even (const char *text, gboolean table)
{
  MspCsvShape shape = { 0 };

  return msp_csv_guess (msp_span_from_string (text), FALSE, table, &shape) && shape.even_rows * 20 >= shape.rows * 19;
}

Test (csv, early_rows_decide_as_all_do)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_even = 0;

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint rows = g_rand_int_range (random, 1, 60), odd = g_rand_int_range (random, 1, 60);

      for (gint i = 0; i < rows; i++)
        g_string_append (text, g_rand_int_range (random, 0, odd) > 0 ? "a,b,c;d\n" : "a\n");
      cr_expect_eq (is_even (text->str, TRUE), is_even (text->str, FALSE), "round %u", round);
      n_even += is_even (text->str, TRUE);
    }
  cr_expect (n_even > 200 && n_even < 1800, "%u", n_even);
}

Test (csv, any_bytes_come_out_whole)
{
  static const char alphabet[] = "a\",;\n\r\t ";

  for (guint32 seed = 1; seed <= 300; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      char bytes[64];
      gsize len = (gsize) g_rand_int_range (random, 0, sizeof bytes), letters = 0;

      for (gsize i = 0; i < len; i++)
        {
          bytes[i] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
          letters += bytes[i] == 'a';
        }
      g_autofree char *copy = g_memdup2 (bytes, len);
      g_autofree char *found = dump (msp_span_new (copy, len), ',');
      for (const char *at = found; *at != '\0'; at++)
        letters -= *at == 'a';
      cr_expect_eq (letters, 0, "seed %u", seed);
    }
}
