/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/office.h"
#include "format/xml-reader.h"

#define SNIFFED "application/vnd.visio"

int
msp_visio_bid (const MspExtractInput *input)
{
  static const char *const types[] = { "application/vnd.ms-visio.", SNIFFED, NULL };
  static const char *const suffixes[] = { ".vsdx", ".vsdm", ".vstx", ".vstm", ".vssx", ".vssm", NULL };

  return msp_office_bid (input, SNIFFED, types, suffixes);
}

typedef struct {
  MspOffice   *office;
  MspXmlReader xml;
  GString     *value, *label, *data;
  gboolean     in_row;             /* of shape data */
} Reader;

/* What a shape says, and what is stored with it: a row of the section "Property" has a label and a value. */
static void
open_element (Reader *self)
{
  const char *name = self->xml.name, *n = msp_xml_reader_get (&self->xml, "N"), *v;

  if (strcmp (name, "Text") == 0 || strcmp (name, "CommentEntry") == 0)
    {
      g_string_truncate (self->value, 0);
      msp_xml_reader_take_text (&self->xml, self->value);
      msp_composer_break (&self->office->composer, 1);
      msp_composer_add (&self->office->composer, msp_span_new (self->value->str, self->value->len));
    }
  else if (strcmp (name, "Row") == 0)
    {
      self->in_row = TRUE;
      g_string_truncate (self->label, 0);
      g_string_truncate (self->data, 0);
    }
  else if (strcmp (name, "Cell") == 0 && self->in_row && n != NULL)
    {
      GString *into = strcmp (n, "Label") == 0 ? self->label : strcmp (n, "Value") == 0 ? self->data : NULL;

      if (into != NULL && (v = msp_xml_reader_get (&self->xml, "V")) != NULL)
        g_string_assign (into, v);
    }
}

static void
close_element (Reader *self)
{
  if (strcmp (self->xml.name, "Row") != 0)
    return;
  self->in_row = FALSE;
  if (self->label->len > 0 && self->data->len > 0)
    msp_composer_field (&self->office->composer, msp_span_new (self->label->str, self->label->len),
                        msp_span_new (self->data->str, self->data->len));
}

static void
read_part (MspOffice *office, const char *name)
{
  g_autoptr (GString) value = g_string_new (NULL), label = g_string_new (NULL), data = g_string_new (NULL);
  Reader self = { .office = office, .value = value, .label = label, .data = data };

  if (!msp_office_take (office, name))
    return;
  msp_xml_reader_init (&self.xml, msp_package_get (office->package, name));
  while (!msp_composer_is_full (&office->composer) && msp_xml_reader_next (&self.xml))
    if (self.xml.kind == MSP_XML_OPEN)
      open_element (&self);
    else if (self.xml.kind == MSP_XML_CLOSE)
      close_element (&self);
  office->is_damaged |= self.xml.is_damaged;
  msp_xml_reader_clear (&self.xml);
  msp_composer_break (&office->composer, 2);
}

/* The names of the pages, which their own parts do not hold. */
static void
add_names (MspOffice *office, MspSpan pages)
{
  MspXmlReader xml;

  msp_xml_reader_init (&xml, pages);
  while (msp_xml_reader_next (&xml))
    if (msp_xml_reader_opens (&xml, "Page"))
      {
        const char *name = msp_xml_reader_get (&xml, "Name");

        if (name != NULL)
          msp_composer_heading (&office->composer, msp_span_from_string (name));
      }
  msp_xml_reader_clear (&xml);
}

void
msp_visio_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  static const char *const prefixes[] = { "visio/pages/page", "visio/masters/master" };
  MspOffice office;

  out_result->sniffed = SNIFFED;
  msp_office_open (&office, input, limits, text, out_result);
  add_names (&office, msp_package_get (office.package, "visio/pages/pages.xml"));
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autoptr (GPtrArray) names = msp_office_list (&office, prefixes[i]);

      for (guint n = 0; n < names->len; n++)
        read_part (&office, g_ptr_array_index (names, n));
    }
  read_part (&office, "visio/comments.xml");
  msp_office_close (&office);
}
