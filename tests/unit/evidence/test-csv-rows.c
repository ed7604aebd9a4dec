/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/csv-rows.h"
#include "evidence/reader.h"

TestSuite (csv_rows);

#define GUID "0a1b2c3d-0000-4000-8000-00000000000"

/* Cells between bars, rows between semicolons, rejections with "!". */
static char *
split (const char *data, gsize len)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autofree MspCsvRows *rows = g_new (MspCsvRows, 1);
  MspRecordResult result;

  msp_csv_rows_init (rows, stream, ',');
  while ((result = msp_csv_rows_next (rows)) != MSP_RECORD_END)
    {
      g_string_append_printf (out, "%" G_GUINT64_FORMAT, rows->line);
      for (guint i = 0; result == MSP_RECORD_READ && i < rows->n; i++)
        {
          cr_expect_eq (strlen (rows->cells[i].text), rows->cells[i].len);
          g_string_append_printf (out, "|%s", rows->cells[i].text);
        }
      g_string_append (out, result == MSP_RECORD_READ ? ";" : "!;");
    }
  g_string_append (out, rows->is_cut ? "cut" : "");
  msp_csv_rows_clear (rows);
  return g_string_free (out, FALSE);
}

Test (csv_rows, rows_are_split_and_unquoted)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "", "" }, { "a,b\nc,d\n", "1|a|b;2|c|d;" }, { "a,b\r\nc,d", "1|a|b;2|c|d;" }, { "a,b\rc,d\r", "1|a|b;1|c|d;" },
    { "\xef\xbb\xbf""a,b\n", "1|a|b;" }, { "a,,\n,\n", "1|a||;2||;" }, { "a,", "1|a|;" }, { "\n\na\n", "3|a;" },
    { "\"a,b\",\"c\"\"d\"\n", "1|a,b|c\"d;" }, { "\"\",\"\"\"\"\n", "1||\";" }, { "\"a\nb\",c\nd,e\n", "1|a\nb|c;3|d|e;" },
    { "a\"b,c\n", "1|a\"b|c;" }, { "\"a\"b\",c\n", "1|a\"b|c;" }, { "caf\xe9,b\n", "1|caf?|b;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = split (cases[i].text, strlen (cases[i].text));

      cr_expect_str_eq (text, cases[i].expected, "%s: %s", cases[i].text, text);
    }
}

Test (csv_rows, a_quote_that_is_not_closed_costs_its_row_alone)
{
  static const struct { const char *text, *expected; } cases[] = {
    { GUID "1,\"x\n" GUID "2,y\n", "1!;2|" GUID "2|y;" },
    { GUID "1,\"x,\n" GUID "2,\"y\"\n" GUID "3,z\n", "1!;2|" GUID "2|y;3|" GUID "3|z;" },
    { "\"" GUID "1\",\"x\n\"" GUID "2\",\"y\"\n", "1!;2|" GUID "2|y;" },
    { "2026-04-07T08:00:00Z,\"x\n2026-04-07T08:00:01Z,y\n", "1!;2|2026-04-07T08:00:01Z|y;" },
    { "4/7/2026 8:00:00 AM,\"x\n\n4/8/2026 8:00:00 AM,y\n", "1!;3|4/8/2026 8:00:00 AM|y;" },
    { "a,b\nc,\"d\n", "1|a|b;2!;cut" }, { "a,\"b", "1!;cut" },
    { "a,b\nc,\"d\ne,f\"g\n\"h,i\n", "1|a|b;2!;3|e|f\"g;4|\"h|i;cut" },
    { "a,\"text of lines\n2 of them,\nand a 7/8 share\"\nc,d\n", "1|a|text of lines\n2 of them,\nand a 7/8 share;4|c|d;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = split (cases[i].text, strlen (cases[i].text));

      cr_expect_str_eq (text, cases[i].expected, "%s: %s", cases[i].text, text);
    }
}

Test (csv_rows, nul_bytes_reject_their_row)
{
  static const char text[] = "a,b\nc,\0d\ne,f\n";
  g_autofree char *out = split (text, sizeof text - 1);

  cr_expect_str_eq (out, "1|a|b;2!;3|e|f;");
}

Test (csv_rows, a_cell_of_ten_megabytes_is_read)
{
  gsize len = 10 * 1024 * 1024;
  GString *text = g_string_new ("a,\"");
  g_autofree char *out = NULL;

  g_string_set_size (text, text->len + len);
  memset (text->str + text->len - len, 'x', len);
  g_string_append (text, "\"\nb,c\n");
  out = split (text->str, text->len);
  cr_expect_eq (strlen (out), len + strlen ("1|a|;2|b|c;"));
  cr_expect (g_str_has_suffix (out, "x;2|b|c;"));
  g_string_free (text, TRUE);
}

Test (csv_rows, a_row_beyond_the_limit_is_rejected_and_the_next_record_is_found)
{
  gsize len = MSP_EVIDENCE_RECORD_MAX + 1000;
  GString *text = g_string_new (GUID "1,\"");
  g_autofree char *out = NULL;

  g_string_set_size (text, text->len + len);
  memset (text->str + text->len - len, 'x', len);
  g_string_append (text, "\n" GUID "2,y\n");
  out = split (text->str, text->len);
  cr_expect_str_eq (out, "1!;2|" GUID "2|y;");
  g_string_free (text, TRUE);
}

Test (csv_rows, more_columns_than_any_export_has_are_rejected)
{
  g_autofree char *commas = g_strnfill (MSP_CSV_CELLS_MAX, ','), *text = g_strconcat (commas, "\na,b\n", NULL);
  g_autofree char *out = split (text, strlen (text));

  cr_expect_str_eq (out, "1!;2|a|b;");
}

Test (csv_rows, every_cut_and_shuffle_ends)
{
  static const char whole[] = GUID "1,\"a \"\"b\"\" c\",\"d\ne\"\r\n" GUID "2,,\"\"\n2026-01-02,x,y\n";

  for (gsize len = 0; len < sizeof whole; len++)
    g_free (split (whole, len));
  for (guint seed = 0; seed < 500; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *copy = g_strdup (whole), *text = NULL;

      for (guint i = 0; i < 6; i++)
        copy[g_rand_int_range (rand, 0, sizeof whole - 1)] = whole[g_rand_int_range (rand, 0, sizeof whole - 1)];
      text = split (copy, sizeof whole - 1);
      cr_expect_not_null (text);
    }
}
