/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#include "dump.h"

static const char cells[] = "0,0 Name\n0,1 SSN\n0,2 City\n1,0 Ann Example\n1,1 078-05-1120\n1,2 Zürich\n"
                            "2,0 Zoë\n2,1 219-09-9999\n2,2 Rome\n";

/* The same table in every form. */
static const struct { const char *type, *bytes; } twins[] = {
  { "text/csv", "Name,SSN,City\r\nAnn Example,078-05-1120,Zürich\r\n\"Zoë\",219-09-9999,Rome\r\n" },
  { "text/csv", "Name;SSN;City\nAnn Example;078-05-1120;Zürich\nZoë;219-09-9999;Rome" },
  { "application/octet-stream", "Name,SSN,City\nAnn Example,078-05-1120,Zürich\nZoë,219-09-9999,Rome" },
  { "text/tab-separated-values", "Name\tSSN\tCity\nAnn Example\t078-05-1120\tZürich\nZoë\t219-09-9999\tRome\n" },
  { "text/html", "<table><thead><tr><th>Name<th>SSN<th>City<tbody><tr><td>Ann Example<td>078-05-1120<td>Z&uuml;rich"
                 "<tr><td>Zo&#235;<td>219-09-9999<td>Rome</table>" },
  { "text/html",
    "<table><tr><td><p>Name</p></td><td>SSN</td><td>City</td></tr><tr><td><p>Ann Example</p></td><td><b>078-05-1120</b></td>"
                 "<td>Zürich</td></tr><tr><td>Zoë</td><td>219-09-9999</td><td>Rome</td></tr></table>" },
  { "text/plain", "Name         SSN          City\nAnn Example  078-05-1120  Zürich\nZoë          219-09-9999  Rome\n" },
  { "text/plain", "Name         SSN          City\n-----------  -----------  ------\n"
                  "Ann Example  078-05-1120  Zürich\nZoë          219-09-9999  Rome\n" },
  { "text/plain", "Name\tSSN\tCity\nAnn Example\t078-05-1120\tZürich\nZoë\t219-09-9999\tRome\n" },
  { "text/plain",
    "| Name | SSN | City |\n|---|---|---|\n| Ann Example | 078-05-1120 | Zürich |\n| Zoë | 219-09-9999 | Rome |\n" },
  { "text/plain",
    "The list:\nName         SSN          City\nAnn Example  078-05-1120  Zürich\nZoë          219-09-9999  Rome\n\nBye" },
};

Test (tables, one_table_has_the_same_cells_in_every_form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      g_autofree char *found = dump_marks (twins[i].type, twins[i].bytes, MSP_MARK_CELL);
      g_autofree char *tables = dump_marks (twins[i].type, twins[i].bytes, MSP_MARK_TABLE);

      cr_expect_str_eq (found, cells, "twin %" G_GSIZE_FORMAT ": '%s'", i, found);
      cr_expect_str_eq (tables, "0,1\n", "twin %" G_GSIZE_FORMAT ": '%s'", i, tables);
    }
}

Test (tables, words_name_columns_where_no_digit_does)
{
  static const struct { const char *bytes, *tables; } rows[] = {
    { "Name,Password\r\nAnn,elephant\r\nZoe,turnstile\r\n", "0,1\n" },
    { "Nom;Mot de passe\nAnn;elephant\nZoe;turnstile\n", "0,1\n" },
    { "Name,Colour\nAnn,red\nZoe,blue\n", "0,0\n" },
    { "Name,Ann\nPassword,elephant\nUnit,Supply\n", "0,0\n" },
    { "Name,mothersMaidenName\nAnn,Sparrow\nZoe,Finch\n", "0,1\n" },
    { "name;apellido_de_soltera_de_la_madre\nAnn;Sparrow\nZoe;Finch\n", "0,1\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = dump_marks ("text/csv", rows[i].bytes, MSP_MARK_TABLE);

      cr_expect_str_eq (found, rows[i].tables, "%s: %s", rows[i].bytes, found);
    }
}

/* One row is a table below a line of nothing but names of columns. */
Test (tables, one_row_below_names_is_enough)
{
  static const struct { const char *type, *bytes, *tables; } rows[] = {
    { "application/octet-stream", "Name,SSN\nAnn Example,078-05-1120\n", "0,1\n" },
    { "application/octet-stream", "Name, SSN\nAnn Example, 078-05-1120\n", "0,1\n" },
    { "application/octet-stream", "Dear Ann, thanks\nwe met, briefly\n", "" },
    { "text/plain", "The list:\nName\tSSN\nAnn Example\t078-05-1120\n\nBye", "0,1\n" },
    { "text/plain", "| Name | SSN |\n|---|---|\n| Ann Example | 078-05-1120 |\n", "0,1\n" },
    { "text/plain", "Meat\tfish\nAnn Example\t078-05-1120\n\nBye", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = dump_marks (rows[i].type, rows[i].bytes, MSP_MARK_TABLE);

      cr_expect_str_eq (found, rows[i].tables, "%s: %s", rows[i].bytes, found);
    }
}

Test (tables, name_of_a_column_may_hold_digits)
{
  static const struct { const char *bytes, *tables; } rows[] = {
    { "Name,ICD10GM\nAnn,F10.20\nZoe,I10.0\n", "0,1\n" },
    { "Name,CIE10\nAnn,T74.11XA\nZoe,F32.9\n", "0,1\n" },
    { "Nom;Line 2\nAnn;14B\nZoe;3 bis\n", "0,1\n" },
    { "Ann,ABC123\nZoe,QRS456\nEve,XYZ789\n", "0,0\n" },
    { "Ann,ABC123\nZoe,77\nEve,XYZ789\n", "0,0\n" },
    { "Ann,J45.909\nZoe,F10\nEve,I10.0\n", "0,0\n" },
    { "Ann,Room12\nZoe,red\nEve,blue\n", "0,0\n" },
    { "2023,Code4\nZoe,12\nEve,13\n", "0,0\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = dump_marks ("text/csv", rows[i].bytes, MSP_MARK_TABLE);

      cr_expect_str_eq (found, rows[i].tables, "%s: %s", rows[i].bytes, found);
    }
}

Test (tables, prose_is_no_table)
{
  static const struct { const char *type, *bytes; } rows[] = {
    { "text/plain", "Dear all,\nplease note, as agreed, that\nwe meet, if you can, at 5.\nYours, Ann\n" },
    { "application/octet-stream", "Dear all,\nplease note, as agreed, that\nwe meet, if you can, at 5.\nYours, Ann\n" },
    { "text/plain", "Name:  Ann Example\nSSN:   078-05-1120\nCity:  Rome\n" },
    { "text/plain", "Name:\tAnn Example\nSSN:\t078-05-1120\nCity:\tRome\n" },
    { "text/plain", "@@ -1,3 +1,4 @@\n+\tcase A:\n+\t\treturn 1;\n-\tcase B:\n \tcase C:\n+\tcase D:\n \tcase E:\n" },
    { "text/plain", "> +\tint a;\t/* one */\n> +\tint b;\t/* two */\n> -\tint c;\t/* three */\n" },
    { "text/plain", "+    int a;\n+    int b;\n+    int c;\n-    int d;\n" },
    { "text/plain", "-\tthe first\n-\tthe second\n*\tthe third\n" },
    { "text/plain", "One.  Two words.\nThree words.  Four here, yes.\nFive and six and seven.  Eight.\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = dump_marks (rows[i].type, rows[i].bytes, MSP_MARK_TABLE);

      cr_expect_str_eq (found, "", "row %" G_GSIZE_FORMAT ": '%s'", i, found);
    }
}

Test (tables, csv_is_named_by_its_structure)
{
  MspExtractInput input = { .bytes = MSP_SPAN_LITERAL ("a\tb\tc\n1\t2\t3\n4\t5\t6\n") };
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;
  MspLimits limits;

  msp_limits_init (&limits);
  msp_extract (&input, &limits, text, &result);
  cr_expect_str_eq (result.sniffed, "text/tab-separated-values");
}

Test (tables, text_stops_at_the_limit_at_a_whole_character)
{
  MspExtractInput input = { .bytes = MSP_SPAN_LITERAL ("a,b\nZo\xc3\xab,2\n"), .type = "text/csv" };
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;
  MspLimits limits;

  msp_limits_init (&limits);
  limits.text_bytes = 7;
  msp_extract (&input, &limits, text, &result);
  cr_expect_str_eq (text->text->str, "a\tb\nZo");
  cr_expect (text->truncated && result.fate == MSP_FATE_PARTIAL && result.reason == MSP_REASON_LIMIT && is_text_sound (text));
}

Test (tables, line_ends_inside_a_cell_are_spaces)
{
  g_autofree char *text = dump_text ("text/csv", "a,b\n\"c\r\nd\",e\n");

  cr_expect_str_eq (text, "a\tb\nc  d\te\n");
}
