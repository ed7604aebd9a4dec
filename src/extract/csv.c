/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/cells.h"
#include "extract/clean.h"
#include "extract/header-row.h"
#include "format/csv.h"

static gboolean
is_declared (const MspExtractInput *input)
{
  static const char *const types[] = {
    "text/csv", "application/csv", "text/comma-separated-values", "text/x-csv", "text/tab-separated-values",
    "application/vnd.ms-excel",
  };

  for (gsize i = 0; input->type != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (input->type, types[i]) == 0)
      return TRUE;
  return msp_extract_has_suffix (input, ".csv") || msp_extract_has_suffix (input, ".tsv")
    || msp_extract_has_suffix (input, ".tab");
}

/* What is not declared must be a table in almost every row; three columns at least, for prose has commas. Below a line of names of
   columns one row is enough. */
static gboolean
is_table (const MspExtractInput *input, const MspCsvShape *shape, gboolean declared)
{
  const char *end = memchr (input->bytes.data, '\n', input->bytes.len);

  if (declared)
    return shape->even_rows * 2 >= shape->rows;
  if (shape->rows >= 2 && shape->even_rows == shape->rows && end != NULL
      && msp_header_row_is_line (msp_span_slice (input->bytes, 0, (gsize) (end - input->bytes.data)), shape->delimiter))
    return TRUE;
  return shape->rows >= 3 && shape->even_rows * 20 >= shape->rows * 19 && shape->columns >= (shape->delimiter == ',' ? 3 : 2);
}

int
msp_csv_bid (const MspExtractInput *input)
{
  gboolean declared = is_declared (input);
  MspCsvShape shape;

  if (strcmp (input->sniffed, "text/plain") != 0 || (input->is_body && !declared))
    return 0;
  if (memchr (input->bytes.data, '\0', MIN (input->bytes.len, (gsize) 64)) != NULL)
    return declared ? 80 : 0;   /* UTF-16: the shape shows after conversion */
  if (!msp_csv_guess (input->bytes, input->truncated, !declared, &shape) || !is_table (input, &shape, declared))
    return 0;
  return declared ? 80 : 60;
}

/* A cell on one line. */
static void
append_field (GString *out, MspSpan field)
{
  gsize start = out->len;

  g_string_append_len (out, field.data, (gssize) field.len);
  for (gsize i = start; i < out->len; i++)
    if ((guint8) out->str[i] < 0x20 || out->str[i] == 0x7f)
      out->str[i] = ' ';
}

void
msp_csv_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autoptr (GString) bytes = g_string_sized_new (input->bytes.len);
  GString *out = text->text;
  MspCsvShape shape = { .delimiter = ',' };
  MspCells cells;
  MspSpan field;
  MspCsv csv;
  gboolean row_end;

  msp_clean_append (bytes, input);
  (void) msp_csv_guess (msp_span_new (bytes->str, bytes->len), input->truncated, FALSE, &shape);
  out_result->sniffed = shape.delimiter == '\t' ? "text/tab-separated-values" : "text/csv";
  msp_csv_init (&csv, msp_span_new (bytes->str, bytes->len), shape.delimiter);
  msp_cells_begin (&cells, text, 0, out->len);
  while (out->len <= limits->text_bytes && msp_csv_next (&csv, &field, &row_end))
    {
      gsize start = out->len;

      append_field (out, field);
      msp_cells_add (&cells, start, out->len);
      g_string_append_c (out, row_end ? '\n' : '\t');
      if (row_end)
        msp_cells_end_row (&cells);
    }
  (void) msp_cells_end (&cells, out->len);
  msp_csv_clear (&csv);
}
