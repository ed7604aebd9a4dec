/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/office.h"
#include "format/xml-reader.h"

#define SNIFFED "application/epub+zip"

int
msp_epub_bid (const MspExtractInput *input)
{
  static const char *const types[] = { SNIFFED, NULL };
  static const char *const suffixes[] = { ".epub", NULL };

  return msp_office_bid (input, SNIFFED, types, suffixes);
}

/* Where the description of the book lies. Caller owns; NULL if nothing says. */
static char *
dup_description (const MspOffice *office)
{
  char *name = NULL;
  MspXmlReader xml;

  msp_xml_reader_init (&xml, msp_package_get (office->package, "META-INF/container.xml"));
  while (name == NULL && msp_xml_reader_next (&xml))
    if (msp_xml_reader_opens (&xml, "rootfile"))
      name = g_strdup (msp_xml_reader_get (&xml, "full-path"));
  msp_xml_reader_clear (&xml);
  return name;
}

/* Title and authors; the chapters, which are web pages, go round again one by one. */
void
msp_epub_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autofree char *name = NULL;
  MspOffice office;

  out_result->sniffed = SNIFFED;
  msp_office_open (&office, input, limits, text, out_result);
  name = dup_description (&office);
  if (name != NULL)
    msp_office_add_properties (&office, name);
  msp_office_close (&office);
}
