/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/office.h"

#include "extract/extractors.h"
#include "extract/scripts.h"
#include "format/xml-reader.h"

static gboolean
is_among (const char *word, const char *const *words)
{
  for (; word != NULL && *words != NULL; words++)
    if (g_str_has_prefix (word, *words))
      return TRUE;
  return FALSE;
}

int
msp_office_bid (const MspExtractInput *input, const char *sniffed, const char *const *types, const char *const *suffixes)
{
  if (strcmp (input->sniffed, sniffed) == 0)
    return 90;
  if (strcmp (input->sniffed, "application/zip") != 0)
    return 0;
  for (; *suffixes != NULL; suffixes++)
    if (msp_extract_has_suffix (input, *suffixes))
      return 85;
  return is_among (input->type, types) ? 80 : 0;
}

void
msp_office_open (MspOffice *self, const MspExtractInput *input, const MspLimits *limits, MspText *text,
                 MspExtractResult *out_result)
{
  *self = (MspOffice) { .input = input, .result = out_result };
  self->package = msp_package_new (input->bytes, limits);
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  msp_composer_init (&self->composer, text, limits->text_bytes);
}

gboolean
msp_office_take (MspOffice *self, const char *name)
{
  return msp_package_find (self->package, name) != NULL && !msp_composer_is_full (&self->composer)
         && g_hash_table_add (self->done, g_ascii_strdown (name, -1));
}

/* "slide2.xml" comes before "slide10.xml": shorter names first. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *) a, *right = *(const char *const *) b;
  gsize n = strlen (left), m = strlen (right);

  return n != m ? (n < m ? -1 : 1) : strcmp (left, right);
}

GPtrArray *
msp_office_list (const MspOffice *self, const char *prefix)
{
  GPtrArray *names = g_ptr_array_new ();
  gsize len = strlen (prefix);

  for (guint i = 0; i < self->package->parts->len; i++)
    {
      const MspPackagePart *part = g_ptr_array_index (self->package->parts, i);

      if (g_ascii_strncasecmp (part->name, prefix, len) == 0 && g_str_has_suffix (part->name, ".xml")
          && strchr (part->name + len, '/') == NULL)
        g_ptr_array_add (names, part->name);
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

char *
msp_office_dup_main (const MspOffice *self, const char *fallback)
{
  g_autoptr (MspRelations) relations = msp_relations_new (self->package, "");
  guint at = 0;
  const MspRelation *relation = msp_relations_next (relations, "officeDocument", &at);

  return g_strdup (relation != NULL && msp_package_find (self->package, relation->target) != NULL ? relation->target : fallback);
}

/* Programs, versions and counts are left out. */
static const struct { const char *element, *name; } properties[] = {
  { "title", "Title" }, { "subject", "Subject" }, { "creator", "Author" }, { "keywords", "Keywords" }, { "keyword", "Keyword" },
  { "description", "Comments" }, { "lastModifiedBy", "Last modified by" }, { "category", "Category" },
  { "contentStatus", "Status" }, { "Company", "Company" }, { "Manager", "Manager" }, { "HyperlinkBase", "Hyperlink base" },
  { "initial-creator", "Author" }, { "printed-by", "Printed by" },
};

static const char *
find_name (const MspXmlReader *xml)
{
  if (strcmp (xml->name, "property") == 0 || strcmp (xml->name, "user-defined") == 0)
    return msp_xml_reader_get (xml, "name");
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    if (strcmp (xml->name, properties[i].element) == 0)
      return properties[i].name;
  return NULL;
}

void
msp_office_add_properties (MspOffice *self, const char *name)
{
  g_autoptr (GString) value = g_string_new (NULL);
  MspXmlReader xml;

  if (!msp_office_take (self, name))
    return;
  msp_xml_reader_init (&xml, msp_package_get (self->package, name));
  while (!msp_composer_is_full (&self->composer) && msp_xml_reader_next (&xml))
    {
      const char *found = xml.kind == MSP_XML_OPEN ? find_name (&xml) : NULL;
      g_autofree char *label = g_strdup (found);

      if (label == NULL)
        continue;
      g_string_truncate (value, 0);
      msp_xml_reader_take_text (&xml, value);
      msp_composer_field (&self->composer, msp_span_from_string (label), msp_span_new (value->str, value->len));
    }
  msp_xml_reader_clear (&xml);
}

/* What is for machines: markup that was read, fonts, printer settings, the preview of the first page. */
static gboolean
is_machinery (const char *name)
{
  static const char *const suffixes[] = { ".xml", ".rels", ".vml", ".odttf", ".fntdata", ".ttf", ".otf", ".rdf", ".css", ".opf",
                                          ".ncx" };
  static const char *const words[] = { "printerSettings", "Thumbnails/", "thumbnail", "vbaProject", "Configurations2/", "[trash]",
                                       "ObjectReplacements/", "META-INF/", "_xmlsignatures/" };

  if (strcmp (name, "mimetype") == 0 || strcmp (name, "layout-cache") == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Data that content controls show lies in XML of its own, beside lists that programs keep. */
static gboolean
is_data (const MspPackagePart *part)
{
  static const char *const schemas[] = { "officeDocument/2006/bibliography", "office/2006/coverPageProps", "office/2006/metadata",
                                         "sharepoint/v3", "customXmlDataProps", "officeDocument/2006/customXml" };
  MspSpan bytes = msp_package_get_part (part);

  if (!g_str_has_prefix (part->name, "customXml/item") || !g_str_has_suffix (part->name, ".xml"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    if (memmem (bytes.data, bytes.len, schemas[i], strlen (schemas[i])) != NULL)
      return FALSE;
  return TRUE;
}

static void
hand_out (MspOffice *self)
{
  for (guint i = 0; i < self->package->parts->len; i++)
    {
      const MspPackagePart *part = g_ptr_array_index (self->package->parts, i);

      if (g_str_has_suffix (part->name, "vbaProject.bin"))
        self->result->detail = MSP_DETAIL_MACROS;
      if ((!is_machinery (part->name) || is_data (part)) && g_bytes_get_size (part->bytes) > 0)
        msp_items_add (self->input->items, part->name, NULL, g_bytes_ref (part->bytes),
                       part->is_cut ? MSP_FATE_PARTIAL : MSP_FATE_READ,
                       !part->is_cut ? MSP_REASON_NONE : self->package->is_cut ? MSP_REASON_LIMIT : MSP_REASON_DAMAGED);
    }
}

static void
set_result (MspOffice *self)
{
  MspExtractResult *result = self->result;
  gboolean is_empty = self->composer.text->text->len == 0;

  if (self->package->is_unread)
    {
      result->fate = MSP_FATE_OPAQUE;
      result->reason = MSP_REASON_UNSUPPORTED;
      result->detail = "the module 'archive' cannot be used";
      return;
    }
  if (self->package->is_encrypted && is_empty)
    {
      result->fate = MSP_FATE_OPAQUE;
      result->reason = MSP_REASON_ENCRYPTED;
      return;
    }
  if (!self->is_damaged && !self->package->is_damaged && !self->package->is_cut && !self->package->is_encrypted)
    return;
  result->fate = is_empty ? MSP_FATE_FAILED : MSP_FATE_PARTIAL;
  result->reason = self->package->is_cut       ? MSP_REASON_LIMIT
                   : self->package->is_encrypted ? MSP_REASON_ENCRYPTED
                                                 : MSP_REASON_DAMAGED;
}

void
msp_office_drop (MspOffice *self)
{
  msp_package_free (self->package);
  g_hash_table_unref (self->done);
}

void
msp_office_close (MspOffice *self)
{
  msp_composer_end (&self->composer);
  msp_composer_break (&self->composer, 2);
  msp_office_add_properties (self, "docProps/core.xml");
  msp_office_add_properties (self, "docProps/app.xml");
  msp_office_add_properties (self, "docProps/custom.xml");
  msp_office_add_properties (self, "meta.xml");
  hand_out (self);
  set_result (self);
  msp_office_drop (self);
}
