/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/xml-reader.h"

#include "format/foreign.h"

/* Where a document type stands. */
#define HEAD 1024

static void
ignore_error (void *data, const char *text, xmlParserSeverities severity, xmlTextReaderLocatorPtr where)
{
}

/* Old OpenOffice.org files name a document type without declaring anything in it. What is not plainly UTF-8 could hide it. */
static gboolean
declares (MspSpan bytes)
{
  static const char entity[] = "<!ENTITY";
  g_autofree char *head = g_ascii_strdown (bytes.data, (gssize) MIN (bytes.len, (gsize) HEAD));
  const char *encoding = strstr (head, "encoding=");

  if (strlen (head) < MIN (bytes.len, (gsize) HEAD) || head[0] != '<')
    return TRUE;
  if (encoding != NULL && !g_str_has_prefix (encoding + strlen ("encoding=") + 1, "utf-8"))
    return TRUE;
  return memmem (bytes.data, bytes.len, entity, sizeof entity - 1) != NULL;
}

void
msp_xml_reader_init (MspXmlReader *self, MspSpan bytes)
{
  *self = (MspXmlReader) { 0 };
  self->lib = msp_foreign_get ();
  self->is_damaged = self->lib == NULL || bytes.len == 0 || bytes.len > G_MAXINT;
  if (self->is_damaged)
    return;
  self->bytes = bytes;
  /* Not XML_PARSE_NOENT, XML_PARSE_DTDLOAD or XML_PARSE_HUGE, ever. */
  self->reader = self->lib->xmlReaderForMemory (bytes.data, (int) bytes.len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
  if (self->reader != NULL)
    self->lib->xmlTextReaderSetErrorHandler (self->reader, ignore_error, NULL);
}

static gboolean
take_text (MspXmlReader *self)
{
  const char *value = (const char *) self->lib->xmlTextReaderConstValue (self->reader);

  self->kind = MSP_XML_TEXT;
  self->text = msp_span_from_string (value);
  return self->text.len > 0;
}

/* TRUE if the node under the reader is one to give out. */
static gboolean
take_node (MspXmlReader *self)
{
  int type = self->lib->xmlTextReaderNodeType (self->reader);

  switch (type)
    {
    case XML_READER_TYPE_ELEMENT:
    case XML_READER_TYPE_END_ELEMENT:
      self->kind = type == XML_READER_TYPE_ELEMENT ? MSP_XML_OPEN : MSP_XML_CLOSE;
      self->name = (const char *) self->lib->xmlTextReaderConstLocalName (self->reader);
      self->is_empty = type == XML_READER_TYPE_ELEMENT && self->lib->xmlTextReaderIsEmptyElement (self->reader) == 1;
      return self->name != NULL;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    case XML_READER_TYPE_WHITESPACE:
      return take_text (self);
    default:
      return FALSE;
    }
}

gboolean
msp_xml_reader_next (MspXmlReader *self)
{
  int code;

  if (self->reader == NULL)
    return FALSE;
  if (self->is_empty)
    {
      self->is_empty = FALSE;
      self->kind = MSP_XML_CLOSE;
      return TRUE;
    }
  while ((code = self->lib->xmlTextReaderRead (self->reader)) == 1)
    {
      /* Office programs write no declarations: these are an attack or damage. */
      if (self->lib->xmlTextReaderNodeType (self->reader) == XML_READER_TYPE_DOCUMENT_TYPE && declares (self->bytes))
        {
          code = -1;
          break;
        }
      self->depth = (guint) MAX (self->lib->xmlTextReaderDepth (self->reader), 0);
      if (take_node (self))
        return TRUE;
    }
  self->is_damaged |= code < 0;
  self->lib->xmlFreeTextReader (self->reader);
  self->reader = NULL;
  return FALSE;
}

gboolean
msp_xml_reader_opens (const MspXmlReader *self, const char *name)
{
  return self->kind == MSP_XML_OPEN && strcmp (self->name, name) == 0;
}

static gboolean
is_in (const xmlAttr *attribute, const char *suffix)
{
  return attribute->ns != NULL && attribute->ns->href != NULL && g_str_has_suffix ((const char *) attribute->ns->href, suffix);
}

/* The tree node under the reader is there while the reader stands on it; its attributes cost no copies. */
static const char *
find (const MspXmlReader *self, const char *suffix, const char *name)
{
  const xmlNode *node = self->reader != NULL && self->kind == MSP_XML_OPEN ? self->lib->xmlTextReaderCurrentNode (self->reader) : NULL;

  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return NULL;
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *) attribute->name, name) == 0 && (suffix == NULL || is_in (attribute, suffix)))
      return attribute->children != NULL && attribute->children->content != NULL
               ? (const char *) attribute->children->content : "";
  return NULL;
}

const char *
msp_xml_reader_get (const MspXmlReader *self, const char *name)
{
  return find (self, NULL, name);
}

const char *
msp_xml_reader_get_in (const MspXmlReader *self, const char *suffix, const char *name)
{
  return find (self, suffix, name);
}

gboolean
msp_xml_reader_is_in (const MspXmlReader *self, const char *suffix)
{
  const char *uri = self->reader != NULL ? (const char *) self->lib->xmlTextReaderConstNamespaceUri (self->reader) : NULL;

  return uri != NULL && g_str_has_suffix (uri, suffix);
}

void
msp_xml_reader_skip (MspXmlReader *self)
{
  guint depth = self->depth;

  while (msp_xml_reader_next (self))
    if (self->kind == MSP_XML_CLOSE && self->depth <= depth)
      return;
}

void
msp_xml_reader_take_text (MspXmlReader *self, GString *out)
{
  guint depth = self->depth;

  while (msp_xml_reader_next (self))
    if (self->kind == MSP_XML_TEXT)
      g_string_append_len (out, self->text.data, (gssize) self->text.len);
    else if (self->kind == MSP_XML_CLOSE && self->depth <= depth)
      return;
}

void
msp_xml_reader_clear (MspXmlReader *self)
{
  if (self->reader != NULL)
    self->lib->xmlFreeTextReader (self->reader);
  self->reader = NULL;
}
