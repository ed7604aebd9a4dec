/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/ooxml-text.h"
#include "extract/xlsx-pivot.h"
#include "extract/xlsx-sheet.h"
#include "format/xml-reader.h"

#define SNIFFED "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

int
msp_xlsx_bid (const MspExtractInput *input)
{
  static const char *const types[] = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.", "application/vnd.ms-excel", NULL,
  };
  static const char *const suffixes[] = { ".xlsx", ".xlsm", ".xltx", ".xltm", NULL };

  return msp_office_bid (input, SNIFFED, types, suffixes);
}

static gboolean
is_true (const char *value)
{
  return value != NULL && (strcmp (value, "1") == 0 || strcmp (value, "true") == 0);
}

static void
read_name (MspOffice *office, MspXmlReader *xml, GString *names)
{
  const char *name = msp_xml_reader_get (xml, "name");
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree char *label = g_strdup (name != NULL ? name : "");

  msp_xml_reader_take_text (xml, value);
  /* Most lead to cells; constants are told. */
  if (value->len > 0 && strchr (value->str, '!') == NULL && strstr (value->str, "#REF") == NULL)
    g_string_append_printf (names, "%s: %s\n", label, value->str);
  (void) office;
}

/* Sheets in their order. */
static void
read_book (MspOffice *office, MspXlsxBook *book, MspSheet *sheet, const char *name, GString *names)
{
  g_autoptr (MspRelations) relations = msp_relations_new (office->package, name);
  MspXmlReader xml;

  msp_xml_reader_init (&xml, msp_package_get (office->package, name));
  while (!msp_sheet_is_full (sheet) && msp_xml_reader_next (&xml))
    if (msp_xml_reader_opens (&xml, "workbookPr"))
      book->is_1904 = is_true (msp_xml_reader_get (&xml, "date1904"));
    else if (msp_xml_reader_opens (&xml, "definedName"))
      read_name (office, &xml, names);
    else if (msp_xml_reader_opens (&xml, "sheet"))
      {
        const MspRelation *relation = msp_relations_find (relations, msp_xml_reader_get_in (&xml, "/relationships", "id"));
        const char *title = msp_xml_reader_get (&xml, "name"), *state = msp_xml_reader_get (&xml, "state");

        if (relation != NULL)
          msp_xlsx_sheet_read (office, book, sheet, relation->target, title, state != NULL && strcmp (state, "visible") != 0);
      }
  office->is_damaged |= xml.is_damaged;
  msp_xml_reader_clear (&xml);
}

/* What no list names: sheets of damaged workbooks, notes, text boxes. */
static void
read_rest (MspOffice *office, const MspXlsxBook *book, MspSheet *sheet)
{
  static const char *const texts[] = { "xl/comments", "xl/threadedComments/", "xl/drawings/drawing", "xl/charts/chart" };
  g_autoptr (GPtrArray) sheets = msp_office_list (office, "xl/worksheets/sheet");

  for (guint i = 0; i < sheets->len; i++)
    msp_xlsx_sheet_read (office, book, sheet, g_ptr_array_index (sheets, i), NULL, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) names = msp_office_list (office, texts[i]);

      for (guint k = 0; k < names->len; k++)
        msp_ooxml_text_read (office, g_ptr_array_index (names, k), MSP_OOXML_ALL);
    }
}

static void
read_shared (MspOffice *office, MspXlsxBook *book, const char *name)
{
  g_autoptr (MspRelations) relations = msp_relations_new (office->package, name);
  guint strings_at = 0, styles_at = 0;
  const MspRelation *strings = msp_relations_next (relations, "sharedStrings", &strings_at);
  const MspRelation *styles = msp_relations_next (relations, "styles", &styles_at);
  MspSpan xml = msp_package_get (office->package, strings != NULL ? strings->target : "xl/sharedStrings.xml");

  office->is_damaged |= !msp_xlsx_book_read_strings (book, xml);
  xml = msp_package_get (office->package, styles != NULL ? styles->target : "xl/styles.xml");
  office->is_damaged |= !msp_xlsx_book_read_styles (book, xml);
}

void
msp_xlsx_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *name = NULL;
  MspXlsxBook book;
  MspOffice office;
  MspSheet sheet;

  out_result->sniffed = SNIFFED;
  msp_office_open (&office, input, limits, text, out_result);
  msp_xlsx_book_init (&book);
  msp_sheet_init (&sheet, text, limits->text_bytes);
  name = msp_office_dup_main (&office, "xl/workbook.xml");
  read_shared (&office, &book, name);
  read_book (&office, &book, &sheet, name, names);
  read_rest (&office, &book, &sheet);
  msp_xlsx_pivot_read (&office, &sheet);
  msp_sheet_clear (&sheet);
  msp_composer_break (&office.composer, 2);
  msp_composer_get_start (&office.composer);
  g_string_append_len (text->text, names->str, (gssize) names->len);
  msp_xlsx_book_clear (&book);
  msp_office_close (&office);
}
