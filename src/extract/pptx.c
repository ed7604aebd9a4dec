/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/ooxml-text.h"
#include "format/xml-reader.h"

#define SNIFFED "application/vnd.openxmlformats-officedocument.presentationml.presentation"

int
msp_pptx_bid (const MspExtractInput *input)
{
  static const char *const types[] = {
    "application/vnd.openxmlformats-officedocument.presentationml.", "application/vnd.ms-powerpoint", NULL,
  };
  static const char *const suffixes[] = { ".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm", NULL };

  return msp_office_bid (input, SNIFFED, types, suffixes);
}

static void
read_related (MspOffice *office, const char *owner)
{
  static const char *const types[] = { "notesSlide", "comments", "diagramData", "chart" };
  g_autoptr (MspRelations) relations = msp_relations_new (office->package, owner);
  const MspRelation *relation;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint at = 0; (relation = msp_relations_next (relations, types[i], &at)) != NULL;)
      msp_ooxml_text_read (office, relation->target, MSP_OOXML_ALL);
}

static void
read_slide (MspOffice *office, const char *name, guint number)
{
  gsize start;

  if (msp_package_find (office->package, name) == NULL)
    return;
  start = msp_composer_get_start (&office->composer);
  msp_ooxml_text_read (office, name, MSP_OOXML_ALL);
  read_related (office, name);
  msp_composer_mark (&office->composer, MSP_MARK_PAGE, start, number, 0);
}

/* In the order of the show. Returns how many. */
static guint
read_slides (MspOffice *office, const char *name)
{
  g_autoptr (MspRelations) relations = msp_relations_new (office->package, name);
  MspXmlReader xml;
  guint n = 0;

  msp_xml_reader_init (&xml, msp_package_get (office->package, name));
  while (!msp_composer_is_full (&office->composer) && msp_xml_reader_next (&xml))
    {
      const char *id = msp_xml_reader_opens (&xml, "sldId") ? msp_xml_reader_get_in (&xml, "/relationships", "id") : NULL;
      const MspRelation *relation = msp_relations_find (relations, id);

      if (relation != NULL)
        read_slide (office, relation->target, ++n);
    }
  office->is_damaged |= xml.is_damaged;
  msp_xml_reader_clear (&xml);
  return n;
}

static void
read_rest (MspOffice *office, const char *prefix, MspOoxmlMode mode)
{
  g_autoptr (GPtrArray) names = msp_office_list (office, prefix);

  for (guint i = 0; i < names->len; i++)
    msp_ooxml_text_read (office, g_ptr_array_index (names, i), mode);
}

void
msp_pptx_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autofree char *name = NULL;
  MspOffice office;

  out_result->sniffed = SNIFFED;
  msp_office_open (&office, input, limits, text, out_result);
  name = msp_office_dup_main (&office, "ppt/presentation.xml");
  (void) read_slides (&office, name);
  read_rest (&office, "ppt/slides/slide", MSP_OOXML_ALL);
  read_rest (&office, "ppt/notesSlides/notesSlide", MSP_OOXML_ALL);
  read_rest (&office, "ppt/comments/", MSP_OOXML_ALL);
  read_rest (&office, "ppt/diagrams/data", MSP_OOXML_ALL);
  read_rest (&office, "ppt/charts/chart", MSP_OOXML_ALL);
  read_rest (&office, "ppt/slideMasters/", MSP_OOXML_NO_PLACEHOLDERS);
  read_rest (&office, "ppt/slideLayouts/", MSP_OOXML_NO_PLACEHOLDERS);
  msp_office_close (&office);
}
