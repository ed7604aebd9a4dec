/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#include "dump.h"

typedef struct {
  char            *data;
  gsize            len;
  MspText         *text;
  GPtrArray       *items;
  MspExtractResult result;
} Document;

static void
read_bytes (Document *self, const char *name, MspSpan bytes)
{
  MspExtractInput input = { .bytes = bytes, .filename = name };
  MspLimits limits;

  msp_limits_init (&limits);
  self->text = msp_text_new ();
  input.items = self->items = msp_items_new ();
  msp_extract (&input, &limits, self->text, &self->result);
}

static void
load (Document *self, const char *name)
{
  const char *top = g_getenv ("TOP_SRCDIR");
  g_autofree char *path = g_build_filename (top != NULL ? top : "..", "tests", "fuzz", "corpus", name, NULL);

  *self = (Document) { 0 };
  cr_assert (g_file_get_contents (path, &self->data, &self->len, NULL), "%s", path);
}

static void
open_document (Document *self, const char *name)
{
  load (self, name);
  read_bytes (self, name, msp_span_new (self->data, self->len));
}

static void
close_text (Document *self)
{
  g_clear_pointer (&self->text, msp_text_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

static void
close_document (Document *self)
{
  close_text (self);
  g_free (self->data);
}

#define STAFF \
  "Name\tSSN\tDate of birth\tGrade\nThistle, Thea\t078-05-1120\t1980-02-03\tE-7\n" \
  "Castellanos-Hornbeam, Clara\t219-09-9999\t1979-12-31\tO-4\nQuill, Hugo\t457-55-5462\t1990-05-06\tE-5\n"

static const struct {
  const char *name, *text;
} documents[] = {
  { "docx/table.docx", "List of the section\n" STAFF "End of the list.\n\nTitle: Staff list\n" },
  { "docx/rich.docx",
    "CONTROLLED\n\nPersonal data\nSSN 457-55-5462\nsecret note old grade E-4\nthe portal <https://portal.example/hr>\n"
    "Passport number: A12345678\nCitizen: [x]\nDATABASE \\c \"DSN=people;PWD=Teapot!4471\" 3 rows\n\nA footnote.\n\nHugo Quill:\n"
    "Check this." },
  { "xlsx/table.xlsx", "Staff\n" STAFF "\nTitle: Staff list\n" },
  { "xlsx/rich.xlsx",
    "Open\nStaff of the section\nName\tCode\tPhone\tRate\tLocked\nThea\t08901\t(202) 555-0123\t25.6%\t78051120\n"
    "Hugo\t00501\t555-0199\t1,234.50\nFOR OFFICIAL USE\n\nAsk Hugo\n\nKept\nOld list\nQuill\t457-55-5462\n\nRate: 0.19\n" },
  { "xlsx/dates-1904.xlsx", "Dates\nBorn\tGrade\n1980-02-03\tE-7\n\n" },
  { "xlsx/pivot.xlsx",
    "Sums\nStaff\t2\n\nName\tSSN\nQuill, Hugo\t457-55-5462\nThistle, Thea\t078-05-1120\n\nClara\t219-09-9999\n\n" },
  { "pptx/rich.pptx", "Plan\nFirst point\n\nSay hello\n\nNot shown\n\nTitle: The plan\n" },
  { "odf/table.odt", "List of the section\n" STAFF "End of the list." },
  { "odf/rich.odt",
    "Personal data\nSSN 457-55-5462\nShown kept back\nthe portal <https://portal.example/hr>\nCheck this.\n"
    "Passport number: A12345678\n\nTitle: Sheet of data\n" },
  { "odf/table.ods", "Staff\n" STAFF },
  { "odf/rich.ods", "Open\nCard\tRate\n4111111111111111\t25.6%\n\nKept\nQuill\t457-55-5462\n" },
  { "odf/slides.odp", "First point\nSay hello" },
  { "odf/flat.fodt", "Flat text" },
  { "office/table.xls", "Staff\n" STAFF },
  { "office/rich.xls", "Open\nStaff of the section\nName\tCode\nThea\t08901\nPlze\xc5\x88\t0.5\n\nKept\nOld list\nQuill\t457-55-5462\n" },
  { "office/table.doc", "List of the section\n" STAFF "End of the list." },
  { "office/rich.doc",
    "See the portal <https://portal.example/hr> today\nkept back\n"
    "other <https://other.example/>, contents\nNumber 7\nCaf\xc3\xa9 \xe2\x82\xac 5\n\nHugo Quill:\nCheck this.\n\nZo\xc3\xab:\nChecked." },
  { "xlsx/staff-2003.xml",
    "Staff\nName\tSSN\tBorn\tGrade\nThea Thistle\t078-05-1120\t1980-02-03\tE-7\nHugo Quill\t\t\t5\nHugo Quill\nCheck this.\n"
    "https://portal.example/hr\n\nAuthor: Hugo Quill\nTitle: Staff list\n" },
  { "docx/list-2003.xml",
    "List of the section, see the portal <https://portal.example/hr>\nName\tSSN\nThea Thistle\t078-05-1120\nkept back\n\n"
    "Title: Staff list\nLast modified by: Hugo Quill\n" },
  { "xlsx/formulas.xlsx", "Sums\nName\tSSN\nThea\t=\"078-05-\" & \"1120\"\nHugo\t5\n\n" },
  { "docx/controls.docx", "Controls\n\nBadge number: A-4711\n" },
  { "docx/drawing.vsdx", "Plan\n\nStaff\nThea Thistle\nSSN: 078-05-1120\n\nHugo & Co\n\nCheck this." },
  { "image/words.emf", "Thea Thistle\nSSN 078-05-1120\nCaf\xc3\xa9 of the whole section\n" },
  { "image/words.wmf", "Thea Thistle\nCaf\xc3\xa9\n" },
  { "office/rich.ppt", "Plan\nFirst point\n\nPlze\xc5\x88" },
  { "epub/book.epub", "Title: Field notes\n" },
  { "json/staff.json", "staff:\nname: Thea Thistle\nssn: 078-05-1120\nactive: true\n\nname: H\xc3\xbcgo\ngrades: 4\ngrades: 5\n\n" },
  { "sqlite/staff.db",
    "staff\nName\tSSN\tDate of birth\tGrade\tphoto\nThistle, Thea\t078-05-1120\t1980-02-03\tE-7\n"
    "Castellanos-Hornbeam, Clara\t219-09-9999\t1979-12-31\tO-4\nQuill, Hugo\t457-55-5462\t1990-05-06\tE-5\n" },
};

Test (office, documents_give_their_text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      Document document;

      open_document (&document, documents[i].name);
      cr_expect_str_eq (document.text->text->str, documents[i].text, "%s: '%s'", documents[i].name, document.text->text->str);
      cr_expect_eq (document.result.fate, MSP_FATE_READ, "%s", documents[i].name);
      cr_expect (is_text_sound (document.text), "%s", documents[i].name);
      close_document (&document);
    }
}

Test (office, what_is_marked_in_documents)
{
  static const struct {
    const char *name;
    MspMarkKind kind;
    const char *marks;
  } rows[] = {
    { "docx/rich.docx", MSP_MARK_HIDDEN, "secret note\nold grade E-4\nDATABASE \\c \"DSN=people;PWD=Teapot!4471\"\n" },
    { "docx/rich.docx", MSP_MARK_LINK, "https://portal.example/hr\n" },
    { "docx/rich.docx", MSP_MARK_HEADING, "Personal data\n" },
    { "docx/rich.docx", MSP_MARK_FIELD_NAME, "Passport number\nCitizen\n" },
    { "docx/rich.docx", MSP_MARK_FIELD_VALUE, "A12345678\n[x]\n" },
    { "docx/table.docx", MSP_MARK_TABLE, "0,1\n" },
    { "xlsx/table.xlsx", MSP_MARK_TABLE, "0,1\n" },
    { "xlsx/staff-2003.xml", MSP_MARK_TABLE, "0,1\n" },
    { "xlsx/staff-2003.xml", MSP_MARK_HIDDEN, "Hugo Quill\n5\n" },
    { "docx/list-2003.xml", MSP_MARK_TABLE, "0,1\n" },
    { "xlsx/rich.xlsx", MSP_MARK_HIDDEN, "Code\n08901\n78051120\n00501\nKept\nOld list\nQuill\t457-55-5462\n\n" },
    { "xlsx/rich.xlsx", MSP_MARK_HEADING, "Open\nKept\n" },
    { "pptx/rich.pptx", MSP_MARK_HIDDEN, "Not shown\n" },
    { "odf/rich.odt", MSP_MARK_HIDDEN, "kept back\n" },
    { "odf/rich.odt", MSP_MARK_FIELD_VALUE, "A12345678\nSheet of data\n" },
    { "odf/rich.ods", MSP_MARK_HIDDEN, "Kept\nQuill\t457-55-5462\n\n" },
    { "odf/table.ods", MSP_MARK_TABLE, "0,1\n" },
    { "odf/table.odt", MSP_MARK_TABLE, "0,1\n" },
    { "office/table.xls", MSP_MARK_TABLE, "0,1\n" },
    { "office/rich.xls", MSP_MARK_HIDDEN, "Kept\nOld list\nQuill\t457-55-5462\n\n" },
    { "office/table.doc", MSP_MARK_TABLE, "0,1\n" },
    { "office/rich.doc", MSP_MARK_HIDDEN, "kept back\n" },
    { "sqlite/staff.db", MSP_MARK_TABLE, "0,1\n" },
    { "json/staff.json", MSP_MARK_FIELD_NAME, "name\nssn\nactive\nname\ngrades\ngrades\n" },
    { "yaml/accounts.yaml", MSP_MARK_FIELD_NAME, "user\npassword\nname\nssn\n" },
    { "yaml/accounts.yaml", MSP_MARK_FIELD_VALUE, "thea\nTeapot!4471\nThea Thistle\n078-05-1120\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Document document;
      g_autofree char *found = NULL;

      open_document (&document, rows[i].name);
      found = dump_marks_of (document.text, rows[i].kind);
      cr_expect_str_eq (found, rows[i].marks, "%s, mark %u: '%s'", rows[i].name, rows[i].kind, found);
      close_document (&document);
    }
}

Test (office, one_table_has_the_same_cells_in_every_document)
{
  static const char *const names[] = { "xlsx/table.xlsx", "docx/table.docx", "odf/table.odt", "odf/table.ods", "office/table.doc",
                                       "office/table.xls" };
  g_autofree char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Document document;
      char *found;

      open_document (&document, names[i]);
      found = dump_marks_of (document.text, MSP_MARK_CELL);
      if (first == NULL)
        first = g_strdup (found);
      cr_expect_str_eq (found, first, "%s: '%s'", names[i], found);
      g_free (found);
      close_document (&document);
    }
  cr_expect (strstr (first, "1,1 078-05-1120\n") != NULL, "'%s'", first);
}

Test (office, fates_and_files_inside)
{
  static const struct {
    const char *name;
    MspFate     fate;
    MspReason   reason;
    const char *detail;
    guint       n_items;
  } rows[] = {
    { "docx/rich.docx", MSP_FATE_READ, MSP_REASON_NONE, "holds macros, which were not run", 2 },
    { "docx/entities.docx", MSP_FATE_FAILED, MSP_REASON_DAMAGED, NULL, 0 },
    { "odf/rich.odt", MSP_FATE_READ, MSP_REASON_NONE, NULL, 1 },
    { "odf/locked.odt", MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, "OpenDocument with a password", 0 },
    { "office/locked.doc", MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, "Office document with a password", 0 },
    { "office/locked.xls", MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, "Office document with a password", 0 },
    { "office/locked.ppt", MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED, "Office document with a password", 0 },
    { "epub/book.epub", MSP_FATE_READ, MSP_REASON_NONE, NULL, 2 },
    { "sqlite/staff.db", MSP_FATE_READ, MSP_REASON_NONE, NULL, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Document document;

      open_document (&document, rows[i].name);
      cr_expect_eq (document.result.fate, rows[i].fate, "%s: %u", rows[i].name, document.result.fate);
      cr_expect_eq (document.result.reason, rows[i].reason, "%s: %u", rows[i].name, document.result.reason);
      cr_expect_eq (document.items->len, rows[i].n_items, "%s: %u", rows[i].name, document.items->len);
      cr_expect_eq (g_strcmp0 (document.result.detail, rows[i].detail), 0, "%s", rows[i].name);
      close_document (&document);
    }
}

/* Whatever was cut off or turned over: the text stays sound, and a cut document is never said to be whole. */
Test (office, cut_and_shuffled_bytes_are_survived)
{
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      Document document;
      guint32 state = (guint32) i + 1;

      load (&document, documents[i].name);
      for (guint round = 0; round < 60; round++)
        {
          gsize len = document.len;
          g_autofree char *bytes = g_memdup2 (document.data, len);

          if (round % 3 == 0)
            len = len * round / 60;
          for (guint k = 0; round % 3 != 0 && k < round; k++)
            {
              state = state * 1664525u + 1013904223u;
              bytes[(state >> 4) % len] = (char) (state >> 24);
            }
          read_bytes (&document, documents[i].name, msp_span_new (bytes, len));
          cr_expect (is_text_sound (document.text), "%s, round %u", documents[i].name, round);
          close_text (&document);
        }
      close_document (&document);
    }
}
