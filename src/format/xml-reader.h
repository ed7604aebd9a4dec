/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pulls elements and texts from XML. No network, no document type that
   declares anything, no entities but the five predefined: hostile XML is safe. Names
   are local names: prefixes are left out. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_XML_OPEN,
  MSP_XML_CLOSE,     /* of empty elements too */
  MSP_XML_TEXT,      /* CDATA too; white space too */
} MspXmlKind;

typedef struct {
  const struct _MspForeign *lib;
  struct _xmlTextReader *reader;
  MspXmlKind  kind;
  const char *name;        /* of the element, valid until clear */
  MspSpan     text;        /* valid until the next call */
  guint       depth;       /* of the element or text, 0 for the root */
  gboolean    is_damaged;  /* the XML ended before its end */
  MspSpan     bytes;       /* borrowed */
  gboolean    is_empty;    /* the close of the element is owed */
} MspXmlReader;

/* Borrows bytes until clear. */
void        msp_xml_reader_init  (MspXmlReader *self, MspSpan bytes);

/* FALSE at the end or at damage. */
gboolean    msp_xml_reader_next  (MspXmlReader *self);

/* TRUE if the reader has just opened this element. */
gboolean    msp_xml_reader_opens (const MspXmlReader *self, const char *name);

/* The attribute of this local name of the element just opened, or NULL; valid until the next call of next. */
const char *msp_xml_reader_get   (const MspXmlReader *self, const char *name);

/* The same, of an attribute in a namespace whose URI ends in suffix. */
const char *msp_xml_reader_get_in (const MspXmlReader *self, const char *suffix, const char *name);

/* TRUE if the element just opened is in a namespace whose URI ends in suffix. */
gboolean    msp_xml_reader_is_in (const MspXmlReader *self, const char *suffix);

/* Steps behind the element just opened. */
void        msp_xml_reader_skip  (MspXmlReader *self);

/* Appends all text inside the element just opened, and steps behind it. */
void        msp_xml_reader_take_text (MspXmlReader *self, GString *out);
void        msp_xml_reader_clear (MspXmlReader *self);
