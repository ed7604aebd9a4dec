/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"
#include "extract/pdf-page.h"

#include <criterion/criterion.h>

#include "dump.h"
#include "support/modules.h"

typedef struct {
  GBytes          *bytes;
  MspText         *text;
  GPtrArray       *items;
  MspExtractResult result;
} Document;

static void
read_bytes (Document *self, MspSpan bytes)
{
  MspExtractInput input = { .bytes = bytes, .type = "application/pdf" };
  MspLimits limits;

  use_built_modules ();
  msp_limits_init (&limits);
  self->text = msp_text_new ();
  input.items = self->items = msp_items_new ();
  msp_extract (&input, &limits, self->text, &self->result);
}

static GBytes *
load (const char *name)
{
  const char *top = g_getenv ("TOP_SRCDIR");
  g_autofree char *path = g_build_filename (top != NULL ? top : "..", "tests", "fuzz", "corpus", "pdf", name, NULL);
  char *data = NULL;
  gsize len = 0;

  cr_assert (g_file_get_contents (path, &data, &len, NULL), "%s", path);
  return g_bytes_new_take (data, len);
}

static void
open_document (Document *self, const char *name)
{
  gsize len;
  const char *data;

  self->bytes = load (name);
  data = g_bytes_get_data (self->bytes, &len);
  read_bytes (self, msp_span_new (data, len));
}

static void
close_document (Document *self)
{
  g_clear_pointer (&self->text, msp_text_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

Test (pdf, text_fields_and_fates_of_documents)
{
  static const struct {
    const char *name, *text;
    MspFate     fate;
    MspReason   reason;
  } rows[] = {
    { "table.pdf",
      "Author: Thea Thistle\nTitle: Staff list\n"
      "This is the list of the staff of the section as of the first of the month,\nfor the use of the section only.\n"
      "Name\tSSN\tDate of birth\tGrade\nThistle, Thea\t078-05-1120\t02/03/1980\tE-7\n"
      "Castellanos-Hornbeam, Clara\t219-09-9999\t12/31/1979\tO-4\nQuill, Hugo\t457-55-5462\t05/06/1990\tE-5\n"
      "Changes go to the personnel office by the end of the week.\n\nEnd of the list.\n\n", MSP_FATE_READ, MSP_REASON_NONE },
    { "form.pdf",
      "Title: Questionnaire\nQuestionnaire\nLastName\tLast name: Thistle\nSSN\tSocial Security Number: 078-05-1120\n"
      "Citizen\tI am a citizen: Yes\nStadt: Plzeň\n\n", MSP_FATE_READ, MSP_REASON_NONE },
    { "empty-password.pdf", "Title: Order\nSSN: 219-09-9999\n\n", MSP_FATE_READ, MSP_REASON_NONE },
    { "locked.pdf", "", MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED },
    { "scan.pdf", "Title: Scan 17\n\n", MSP_FATE_OPAQUE, MSP_REASON_IMAGE },
    { "part-scan.pdf", "The signed page follows.\n\n\n", MSP_FATE_PARTIAL, MSP_REASON_IMAGE },
    { "holder.pdf", "See the note and the file.\nHugo Quill: Her number is SSN 078-05-1120.\n\n", MSP_FATE_READ, MSP_REASON_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Document document;

      open_document (&document, rows[i].name);
      cr_expect_str_eq (document.text->text->str, rows[i].text, "%s: '%s'", rows[i].name, document.text->text->str);
      cr_expect_eq (document.result.fate, rows[i].fate, "%s", rows[i].name);
      cr_expect_eq (document.result.reason, rows[i].reason, "%s", rows[i].name);
      close_document (&document);
    }
}

Test (pdf, rows_of_a_table_are_marked_and_columns_of_prose_are_not)
{
  Document document;

  open_document (&document, "table.pdf");
  g_autofree char *tables = dump_marks_of (document.text, MSP_MARK_TABLE), *cells = dump_marks_of (document.text, MSP_MARK_CELL);
  cr_expect (g_str_has_prefix (tables, "0,1"), "%s", tables);
  cr_expect (strstr (cells, "2,0 Castellanos-Hornbeam, Clara\n2,1 219-09-9999\n2,2 12/31/1979\n") != NULL, "%s", cells);
  close_document (&document);

  open_document (&document, "columns.pdf");
  g_autofree char *none = dump_marks_of (document.text, MSP_MARK_TABLE);
  cr_expect_str_empty (none);
  cr_expect (strstr (document.text->text->str, "talked about the plan\nfor the picnic, which") != NULL);
  close_document (&document);
}

Test (pdf, values_of_forms_belong_to_their_labels)
{
  Document document;

  open_document (&document, "xfa.pdf");
  g_autofree char *values = dump_marks_of (document.text, MSP_MARK_FIELD_VALUE);
  cr_expect (strstr (values, "Your Social Security Number\n") != NULL && strstr (values, "457-55-5462\n") != NULL, "%s", values);
  close_document (&document);

  open_document (&document, "form.pdf");
  g_autofree char *names = dump_marks_of (document.text, MSP_MARK_FIELD_NAME);
  cr_expect_str_eq (names, "Title\nLast name\nSocial Security Number\nI am a citizen\nStadt\n");
  cr_expect_not_null (document.result.detail);
  close_document (&document);
}

Test (pdf, boxes_are_named_by_what_says_something)
{
  Document document;

  open_document (&document, "boxes.pdf");
  g_autofree char *names = dump_marks_of (document.text, MSP_MARK_FIELD_NAME);
  g_autofree char *values = dump_marks_of (document.text, MSP_MARK_FIELD_VALUE);
  cr_expect_str_eq (names, "SSN\nSSN\nSSN\nSSN\nSocial Security Number\nSocial Security Number\nSocial Security Number\n"
                    "Phone\nPhone\nPhone\nSSN\nName\n");
  cr_expect_str_eq (values, "078\n05\n1120\n078-05-1120\n078\n05\n1120\n078\n05\n1120\nHugo\n");
  close_document (&document);
}

Test (pdf, attached_files_are_items)
{
  Document document;

  open_document (&document, "holder.pdf");
  cr_assert_eq (document.items->len, 1);
  const MspItem *item = g_ptr_array_index (document.items, 0);
  cr_expect_str_eq (item->name, "roster.csv");
  cr_expect_eq (item->fate, MSP_FATE_READ);
  cr_expect (g_str_has_prefix (g_bytes_get_data (item->bytes, NULL), "Name,SSN,"));
  close_document (&document);
}

Test (pdf, truncated_and_shuffled_bytes_end_in_a_fate)
{
  static const char *const names[] = { "table.pdf", "form.pdf", "xfa.pdf", "holder.pdf", "empty-password.pdf" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) whole = load (names[i]);
      gsize len;
      const char *data = g_bytes_get_data (whole, &len);

      for (guint k = 1; k < 24; k++)
        {
          g_autofree char *bytes = g_memdup2 (data, len);
          gsize cut = len * k / 24, at = len * (k * 7 % 24) / 24, n = len / 31;
          Document document = { 0 };

          read_bytes (&document, msp_span_new (bytes, cut));
          cr_expect (is_text_sound (document.text));
          close_document (&document);
          memmove (bytes + at, bytes + cut / 2, MIN (n, len - MAX (at, cut / 2)));
          read_bytes (&document, msp_span_new (bytes, len));
          cr_expect (is_text_sound (document.text));
          close_document (&document);
        }
    }
}

/* Words at the given places, 10 points high and 5 points a letter. */
static char *
dump_page (const char *text, const float (*places)[2], gsize n)
{
  g_autoptr (MspText) out = msp_text_new ();
  MspPdfWord words[16];
  MspPdfPage page = { .number = 1, .text = text, .words = words, .n_words = n, .width = 600, .height = 800 };
  const char *p = text;
  guint n_tables = 0;

  for (gsize i = 0; i < n; i++)
    {
      gsize len = strcspn (p, " \n");

      words[i] = (MspPdfWord) { (guint32) (p - text), (guint32) (p - text + len), places[i][0], places[i][1],
                                places[i][0] + 5 * (float) len, places[i][1] + 10 };
      p += len + 1;
    }
  (void) msp_pdf_page_append (out, &page, &n_tables);
  msp_text_finish (out);
  return g_strdup_printf ("%u %s", n_tables, out->text->str);
}

Test (pdf_page, gaps_that_rows_share_make_cells)
{
  static const struct {
    const char *text;
    float       places[12][2];
    gsize       n;
    const char *expected;
  } rows[] = {
    { "Name\nAnn\nSSN\n111", { { 50, 50 }, { 50, 64 }, { 150, 50 }, { 150, 64 } }, 4, "1 Name\tSSN\nAnn\t111\n" },
    { "To: Ann\nDate: May", { { 50, 50 }, { 80, 50 }, { 50, 80 }, { 80, 80 } }, 4, "0 To:\tAnn\nDate:\tMay\n" },
    { "one two\nthree four", { { 50, 50 }, { 68, 50 }, { 50, 64 }, { 78, 64 } }, 4, "0 one two\nthree four\n" },
    { "one\ntwo", { { 50, 50 }, { 50, 80 } }, 2, "0 one\n\ntwo\n" },
    { "a 1\nb 2\nc 3", { { 50, 50 }, { 150, 51 }, { 50, 64 }, { 145, 64 }, { 50, 78 }, { 140, 78 } }, 6, "1 a\t1\nb\t2\nc\t3\n" },
    /* Boxes of a form that are read as columns of their own. */
    { "SSN\n536\nSex\nMale\n90\n4399",
      { { 50, 50 }, { 50, 62 }, { 50, 90 }, { 50, 102 }, { 120, 62 }, { 190, 62 } }, 6, "0 SSN\n536\t90\t4399\nSex\nMale\n" },
    { "born 05 01 1960\nhere", { { 50, 50 }, { 80, 50 }, { 100, 50 }, { 120, 50 }, { 50, 80 } }, 5,
      "0 born 05 01 1960\n\nhere\n" },
    /* A word along the side of the page is in no row. */
    { "a 1\nb 2 side", { { 50, 50 }, { 150, 50 }, { 50, 64 }, { 150, 64 }, { G_MAXFLOAT, 3 } }, 5, "1 a\t1\nb\t2\nside\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = dump_page (rows[i].text, rows[i].places, rows[i].n);

      cr_expect_str_eq (text, rows[i].expected, "row %" G_GSIZE_FORMAT ": '%s'", i, text);
    }
}
