/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/xlsx-pivot.h"

#include "format/xml-reader.h"

#define MAX_FIELDS 16384
#define MAX_PLACES 20000000
#define DEFINITION "xl/pivotCache/pivotCacheDefinition"

/* The values that records refer to by number, field by field. */
typedef struct {
  GPtrArray *fields;      /* GPtrArray of char * */
  GPtrArray *names;       /* char * */
} Cache;

static void
values_free (gpointer data)
{
  g_ptr_array_unref (data);
}

/* The value of an element of records or shared items: text, number, date, truth; NULL for what is missing. */
static const char *
get_value (const MspXmlReader *xml)
{
  return strlen (xml->name) == 1 && strchr ("sndbe", xml->name[0]) != NULL ? msp_xml_reader_get (xml, "v") : NULL;
}

/* A missing value holds its place. */
static void
take_item (Cache *cache, const MspXmlReader *xml)
{
  const char *value = get_value (xml);

  if (cache->fields->len > 0 && (value != NULL || strcmp (xml->name, "m") == 0))
    g_ptr_array_add (g_ptr_array_index (cache->fields, cache->fields->len - 1), g_strdup (value != NULL ? value : ""));
}

static void
read_definition (MspOffice *office, Cache *cache, const char *name)
{
  gboolean in_items = FALSE;
  MspXmlReader xml;

  msp_xml_reader_init (&xml, msp_package_get (office->package, name));
  while (msp_xml_reader_next (&xml))
    if (xml.kind == MSP_XML_TEXT)
      continue;
    else if (strcmp (xml.name, "sharedItems") == 0)
      in_items = xml.kind == MSP_XML_OPEN;
    else if (msp_xml_reader_opens (&xml, "cacheField") && cache->fields->len < MAX_FIELDS)
      {
        g_ptr_array_add (cache->fields, g_ptr_array_new_with_free_func (g_free));
        g_ptr_array_add (cache->names, g_strdup (msp_xml_reader_get (&xml, "name")));
      }
    else if (in_items && xml.kind == MSP_XML_OPEN)
      take_item (cache, &xml);
  office->is_damaged |= xml.is_damaged;
  msp_xml_reader_clear (&xml);
}

/* "x" is a number among the shared items of its field. */
static const char *
find_shared (const Cache *cache, guint column, const MspXmlReader *xml)
{
  const char *index = strcmp (xml->name, "x") == 0 ? msp_xml_reader_get (xml, "v") : NULL;
  guint64 number = index != NULL ? g_ascii_strtoull (index, NULL, 10) : G_MAXUINT64;
  const GPtrArray *values = column < cache->fields->len ? g_ptr_array_index (cache->fields, column) : NULL;

  return values != NULL && number < values->len ? g_ptr_array_index (values, number) : NULL;
}

static void
read_records (MspOffice *office, const Cache *cache, MspSheet *sheet, const char *name)
{
  guint row = 0, column = 0;
  MspXmlReader xml;

  msp_xml_reader_init (&xml, msp_package_get (office->package, name));
  while (!msp_sheet_is_full (sheet) && msp_xml_reader_next (&xml))
    if (msp_xml_reader_opens (&xml, "r"))
      {
        row++;
        column = 0;
      }
    else if (xml.kind == MSP_XML_OPEN && xml.name[0] != '\0' && xml.name[1] == '\0' && column < MAX_FIELDS)
      {
        const char *value = get_value (&xml);

        if (value == NULL)
          value = find_shared (cache, column, &xml);
        if (value != NULL)
          msp_sheet_add (sheet, row, column, msp_span_from_string (value), FALSE);
        column++;
      }
  office->is_damaged |= xml.is_damaged;
  msp_xml_reader_clear (&xml);
}

/* Without records the items alone: those of one field below one another. */
static void
add_shared (const Cache *cache, MspSheet *sheet)
{
  guint most = 0;

  for (guint i = 0; i < cache->fields->len; i++)
    most = MAX (most, ((const GPtrArray *) g_ptr_array_index (cache->fields, i))->len);
  most = MIN (most, MAX_PLACES / (cache->fields->len + 1));
  for (guint k = 0; k < most && !msp_sheet_is_full (sheet); k++)
    for (guint i = 0; i < cache->fields->len; i++)
      {
        const GPtrArray *values = g_ptr_array_index (cache->fields, i);

        if (k < values->len)
          msp_sheet_add (sheet, 1 + k, i, msp_span_from_string (g_ptr_array_index (values, k)), FALSE);
      }
}

static void
read_cache (MspOffice *office, MspSheet *sheet, const char *name)
{
  Cache cache = { g_ptr_array_new_with_free_func (values_free), g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (MspRelations) relations = msp_relations_new (office->package, name);
  guint at = 0;
  const MspRelation *records = msp_relations_next (relations, "pivotCacheRecords", &at);

  read_definition (office, &cache, name);
  msp_sheet_begin (sheet, NULL, TRUE);
  msp_sheet_set_header (sheet);
  for (guint i = 0; i < cache.names->len; i++)
    msp_sheet_add (sheet, 0, i, msp_span_from_string (g_ptr_array_index (cache.names, i)), FALSE);
  if (records != NULL && msp_office_take (office, records->target))
    read_records (office, &cache, sheet, records->target);
  else
    add_shared (&cache, sheet);
  msp_sheet_end (sheet);
  g_ptr_array_unref (cache.fields);
  g_ptr_array_unref (cache.names);
}

/* Cells of another workbook as they were when this one was saved. */
static void
read_external (MspOffice *office, MspSheet *sheet, const char *name)
{
  g_autoptr (GString) value = g_string_new (NULL);
  guint row = 0, column = 0;
  MspXmlReader xml;

  msp_sheet_begin (sheet, NULL, TRUE);
  msp_xml_reader_init (&xml, msp_package_get (office->package, name));
  while (!msp_sheet_is_full (sheet) && msp_xml_reader_next (&xml))
    if (msp_xml_reader_opens (&xml, "cell"))
      {
        const char *place = msp_xml_reader_get (&xml, "r");

        if (place == NULL || !msp_sheet_parse_reference (place, &row, &column))
          column++;
      }
    else if (msp_xml_reader_opens (&xml, "v"))
      {
        g_string_truncate (value, 0);
        msp_xml_reader_take_text (&xml, value);
        msp_sheet_add (sheet, row, column, msp_span_new (value->str, value->len), FALSE);
      }
  office->is_damaged |= xml.is_damaged;
  msp_xml_reader_clear (&xml);
  msp_sheet_end (sheet);
}

void
msp_xlsx_pivot_read (MspOffice *office, MspSheet *sheet)
{
  g_autoptr (GPtrArray) caches = msp_office_list (office, DEFINITION);
  g_autoptr (GPtrArray) links = msp_office_list (office, "xl/externalLinks/externalLink");

  for (guint i = 0; i < caches->len; i++)
    if (msp_office_take (office, g_ptr_array_index (caches, i)))
      read_cache (office, sheet, g_ptr_array_index (caches, i));
  for (guint i = 0; i < links->len; i++)
    if (msp_office_take (office, g_ptr_array_index (links, i)))
      read_external (office, sheet, g_ptr_array_index (links, i));
}
