/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/plist.h"

#include <string.h>

#include "format/foreign.h"

/* plist, dict, key: elements deeper than this belong to values. */
#define KEY_DEPTH 2

static void
ignore_error (void *data, const char *text, xmlParserSeverities severity, xmlTextReaderLocatorPtr where)
{
}

static gboolean
parse_integer (const char *text, gint64 *out_value)
{
  char *end = NULL;
  gint64 value = g_ascii_strtoll (text, &end, 10);

  if (end == text || *end != '\0')
    return FALSE;
  *out_value = value;
  return TRUE;
}

/* Takes the text of the element that reader stands on; NULL if it is empty or no plain text. */
static char *
dup_text (const MspForeign *lib, xmlTextReaderPtr reader)
{
  if (lib->xmlTextReaderIsEmptyElement (reader) != 0 || lib->xmlTextReaderRead (reader) != 1
      || lib->xmlTextReaderNodeType (reader) != XML_READER_TYPE_TEXT)
    return NULL;
  return g_strdup ((const char *) lib->xmlTextReaderConstValue (reader));
}

static gboolean
find_integer (const MspForeign *lib, xmlTextReaderPtr reader, const char *key, gint64 *out_value)
{
  gboolean is_next = FALSE;

  while (lib->xmlTextReaderRead (reader) == 1)
    {
      if (lib->xmlTextReaderNodeType (reader) != XML_READER_TYPE_ELEMENT || lib->xmlTextReaderDepth (reader) != KEY_DEPTH)
        continue;
      const char *name = (const char *) lib->xmlTextReaderConstLocalName (reader);
      gboolean is_key = strcmp (name, "key") == 0;
      if (is_next && strcmp (name, "integer") != 0)
        return FALSE;
      g_autofree char *text = is_key || is_next ? dup_text (lib, reader) : NULL;
      if (is_next)
        return text != NULL && parse_integer (text, out_value);
      is_next = is_key && text != NULL && strcmp (text, key) == 0;
    }
  return FALSE;
}

gboolean
msp_plist_get_integer (MspSpan xml, const char *key, gint64 *out_value)
{
  const MspForeign *lib = msp_foreign_get ();

  if (lib == NULL || xml.len > G_MAXINT)
    return FALSE;
  /* No network, no DTD, no entities replaced: what lies behind a DOCTYPE is never loaded. */
  xmlTextReaderPtr reader = lib->xmlReaderForMemory (xml.data, (int) xml.len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
  if (reader == NULL)
    return FALSE;
  lib->xmlTextReaderSetErrorHandler (reader, ignore_error, NULL);
  gboolean found = find_integer (lib, reader, key, out_value);
  lib->xmlFreeTextReader (reader);
  return found;
}
