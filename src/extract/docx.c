/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/ooxml-text.h"
#include "format/xml-reader.h"

#define SNIFFED "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

int
msp_docx_bid (const MspExtractInput *input)
{
  static const char *const types[] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.", "application/vnd.ms-word.", "application/msword", NULL,
  };
  static const char *const suffixes[] = { ".docx", ".docm", ".dotx", ".dotm", NULL };

  return msp_office_bid (input, SNIFFED, types, suffixes);
}

/* Parts that the main one names, and those in the usual places, should nothing name them. */
static void
read_parts (MspOffice *office, const MspRelations *relations, const char *type, const char *prefix)
{
  g_autoptr (GPtrArray) names = msp_office_list (office, prefix);
  const MspRelation *relation;

  for (guint at = 0; (relation = msp_relations_next (relations, type, &at)) != NULL;)
    msp_ooxml_text_read (office, relation->target, MSP_OOXML_ALL);
  for (guint i = 0; i < names->len; i++)
    msp_ooxml_text_read (office, g_ptr_array_index (names, i), MSP_OOXML_ALL);
}

/* A control keeps its caption and what was put in as properties; many have them in binary form only. */
static void
read_control (MspOffice *office, const char *name)
{
  g_autofree char *caption = NULL, *value = NULL;
  MspXmlReader xml;

  if (!msp_office_take (office, name))
    return;
  msp_xml_reader_init (&xml, msp_package_get (office->package, name));
  while (msp_xml_reader_next (&xml))
    {
      const char *key = msp_xml_reader_opens (&xml, "ocxPr") ? msp_xml_reader_get (&xml, "name") : NULL;
      char **place = g_strcmp0 (key, "Caption") == 0 ? &caption
                     : g_strcmp0 (key, "Value") == 0 || g_strcmp0 (key, "Text") == 0 ? &value : NULL;

      if (place == NULL)
        continue;
      g_free (*place);
      *place = g_strdup (msp_xml_reader_get (&xml, "value"));
    }
  msp_xml_reader_clear (&xml);
  msp_composer_field (&office->composer, msp_span_from_string (caption != NULL ? caption : "Control"),
                      msp_span_from_string (value != NULL ? value : ""));
}

static void
read_controls (MspOffice *office)
{
  g_autoptr (GPtrArray) names = msp_office_list (office, "word/activeX/activeX");

  for (guint i = 0; i < names->len; i++)
    read_control (office, g_ptr_array_index (names, i));
}

void
msp_docx_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  static const struct { const char *type, *prefix; } behind[] = {
    { "footnotes", "word/footnotes" }, { "endnotes", "word/endnotes" }, { "comments", "word/comments" },
    { "footer", "word/footer" }, { "diagramData", "word/diagrams/data" }, { "chart", "word/charts/chart" },
    { "glossaryDocument", "word/glossary/document" },
  };
  g_autoptr (MspRelations) relations = NULL;
  g_autofree char *name = NULL;
  MspOffice office;

  out_result->sniffed = SNIFFED;
  msp_office_open (&office, input, limits, text, out_result);
  name = msp_office_dup_main (&office, "word/document.xml");
  relations = msp_relations_new (office.package, name);
  read_parts (&office, relations, "header", "word/header");
  msp_ooxml_text_read (&office, name, MSP_OOXML_ALL);
  for (gsize i = 0; i < G_N_ELEMENTS (behind); i++)
    read_parts (&office, relations, behind[i].type, behind[i].prefix);
  read_controls (&office);
  msp_office_close (&office);
}
