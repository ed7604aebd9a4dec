/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/excel-xml.h"
#include "extract/ooxml-text.h"
#include "format/xml-reader.h"

#define HEAD 4096

typedef enum { NONE, EXCEL, WORD } Kind;

/* Documents of Office 2003 that are one XML file, and those of later ones whose package is written out as XML (flat OPC). */
static Kind
get_kind (const MspExtractInput *input)
{
  static const struct { const char *name; Kind kind; } schemas[] = {
    { "\"urn:schemas-microsoft-com:office:spreadsheet\"", EXCEL },
    { "\"http://schemas.microsoft.com/office/word/2003/wordml\"", WORD },
    { "\"http://schemas.microsoft.com/office/2006/xmlPackage\"", WORD },
  };

  if (strcmp (input->sniffed, "application/xml") != 0)
    return NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    if (memmem (input->bytes.data, MIN (input->bytes.len, (gsize) HEAD), schemas[i].name, strlen (schemas[i].name)) != NULL)
      return schemas[i].kind;
  return NONE;
}

int
msp_office_xml_bid (const MspExtractInput *input)
{
  return get_kind (input) != NONE ? 90 : 0;
}

static const char *
find_property (const char *element)
{
  static const struct { const char *element, *name; } rows[] = {
    { "Title", "Title" }, { "Subject", "Subject" }, { "Author", "Author" }, { "Keywords", "Keywords" },
    { "Description", "Comments" }, { "LastAuthor", "Last modified by" }, { "Category", "Category" }, { "Manager", "Manager" },
    { "Company", "Company" }, { "title", "Title" }, { "creator", "Author" }, { "lastModifiedBy", "Last modified by" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (element, rows[i].element) == 0)
      return rows[i].name;
  return NULL;
}

static void
add_properties (MspOffice *office, MspSpan bytes)
{
  g_autoptr (GString) value = g_string_new (NULL);
  gboolean inside = FALSE;
  MspXmlReader xml;

  msp_xml_reader_init (&xml, bytes);
  while (!msp_composer_is_full (&office->composer) && msp_xml_reader_next (&xml))
    {
      const char *name;

      if (xml.kind != MSP_XML_TEXT
          && (strcmp (xml.name, "DocumentProperties") == 0 || strcmp (xml.name, "coreProperties") == 0))
        inside = xml.kind == MSP_XML_OPEN;
      else if (inside && xml.kind == MSP_XML_OPEN && (name = find_property (xml.name)) != NULL)
        {
          g_string_truncate (value, 0);
          msp_xml_reader_take_text (&xml, value);
          msp_composer_field (&office->composer, msp_span_from_string (name), msp_span_new (value->str, value->len));
        }
    }
  msp_xml_reader_clear (&xml);
}

void
msp_office_xml_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  MspExtractInput none = *input;
  gboolean excel = get_kind (input) == EXCEL;
  MspOffice office;

  none.bytes = msp_span_new ("", 0);
  msp_office_open (&office, &none, limits, text, out_result);
  office.package->is_damaged = FALSE;
  out_result->sniffed = excel ? "application/vnd.ms-excel" : "application/msword";
  if (excel)
    office.is_damaged = !msp_excel_xml_read (&office.composer, input->bytes);
  else
    msp_ooxml_text_read_flat (&office, input->bytes);
  msp_composer_break (&office.composer, 2);
  add_properties (&office, input->bytes);
  msp_office_close (&office);
}
