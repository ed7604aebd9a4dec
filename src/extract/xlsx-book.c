/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/xlsx-book.h"

#include "format/number-format.h"
#include "format/xml-reader.h"

#define MAX_STYLES 100000

void
msp_xlsx_book_init (MspXlsxBook *self)
{
  *self = (MspXlsxBook) { 0 };
  self->pool = g_string_new (NULL);
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->styles = g_array_new (FALSE, FALSE, sizeof (guint));
  self->formats = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
}

void
msp_xlsx_book_clear (MspXlsxBook *self)
{
  g_string_free (self->pool, TRUE);
  g_array_unref (self->ends);
  g_array_unref (self->styles);
  g_hash_table_unref (self->formats);
}

gboolean
msp_xlsx_book_read_strings (MspXlsxBook *self, MspSpan bytes)
{
  guint in_text = 0, in_phonetic = 0;
  MspXmlReader xml;

  if (bytes.len == 0)
    return TRUE;
  msp_xml_reader_init (&xml, bytes);
  while (msp_xml_reader_next (&xml))
    if (xml.kind == MSP_XML_TEXT)
      {
        if (in_text > 0 && in_phonetic == 0)
          g_string_append_len (self->pool, xml.text.data, (gssize) xml.text.len);
      }
    else if (strcmp (xml.name, "t") == 0)
      in_text = xml.kind == MSP_XML_OPEN;
    else if (strcmp (xml.name, "rPh") == 0)
      in_phonetic = xml.kind == MSP_XML_OPEN;
    else if (strcmp (xml.name, "si") == 0 && xml.kind == MSP_XML_CLOSE)
      g_array_append_val (self->ends, self->pool->len);
  gboolean is_whole = !xml.is_damaged;
  msp_xml_reader_clear (&xml);
  return is_whole;
}

static guint
get_id (const MspXmlReader *xml)
{
  const char *id = msp_xml_reader_get (xml, "numFmtId");

  return id != NULL ? (guint) MIN (g_ascii_strtoull (id, NULL, 10), G_MAXINT) : 0;
}

gboolean
msp_xlsx_book_read_styles (MspXlsxBook *self, MspSpan bytes)
{
  gboolean in_cells = FALSE;
  MspXmlReader xml;

  if (bytes.len == 0)
    return TRUE;
  msp_xml_reader_init (&xml, bytes);
  while (msp_xml_reader_next (&xml))
    if (xml.kind == MSP_XML_TEXT)
      continue;
    else if (strcmp (xml.name, "cellXfs") == 0)
      in_cells = xml.kind == MSP_XML_OPEN;
    else if (msp_xml_reader_opens (&xml, "numFmt"))
      {
        const char *code = msp_xml_reader_get (&xml, "formatCode");

        if (code != NULL && g_hash_table_size (self->formats) < MAX_STYLES)
          g_hash_table_insert (self->formats, GUINT_TO_POINTER (get_id (&xml)), g_strdup (code));
      }
    else if (in_cells && msp_xml_reader_opens (&xml, "xf") && self->styles->len < MAX_STYLES)
      {
        guint id = get_id (&xml);

        g_array_append_val (self->styles, id);
      }
  gboolean is_whole = !xml.is_damaged;
  msp_xml_reader_clear (&xml);
  return is_whole;
}

MspSpan
msp_xlsx_book_get_string (const MspXlsxBook *self, guint64 index)
{
  gsize start, end;

  if (index >= self->ends->len)
    return msp_span_new (NULL, 0);
  start = index > 0 ? g_array_index (self->ends, gsize, index - 1) : 0;
  end = g_array_index (self->ends, gsize, index);
  return msp_span_new (self->pool->str + start, end - start);
}

const char *
msp_xlsx_book_get_format (const MspXlsxBook *self, guint64 style)
{
  guint id = style < self->styles->len ? g_array_index (self->styles, guint, style) : 0;
  const char *code = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (id));

  return code != NULL ? code : msp_number_format_get_builtin (id);
}
