/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/edrm.h"

#include <string.h>

#include "export/fields.h"
#include "format/xml-reader.h"
#include "model/record.h"

#define HEAD 16384
#define MAX_FILES 100000

typedef struct {
  MspClaimFunc func;
  gpointer     data;
  gboolean     is_native;     /* of the file element we are in */
  char        *path, *hash, *message_id, *mailbox, *labels;
  guint64      size;
  GHashTable  *files;         /* path of a file of many messages, to how many documents name it */
} Edrm;

static void
clear_document (Edrm *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->message_id, g_free);
  g_clear_pointer (&self->mailbox, g_free);
  g_clear_pointer (&self->labels, g_free);
  self->size = MSP_CLAIM_NO_NUMBER;
  self->is_native = TRUE;
}

static const char *
get_any (const MspXmlReader *xml, const char *first, const char *second)
{
  const char *value = msp_xml_reader_get (xml, first);

  return value != NULL ? value : msp_xml_reader_get (xml, second);
}

static void
take_once (char **at, char *text)
{
  if (*at == NULL)
    *at = text;
  else
    g_free (text);
}

static void
take_tag (Edrm *self, const MspXmlReader *xml)
{
  const char *name = get_any (xml, "TagName", "Name"), *value = get_any (xml, "TagValue", "Value");

  if (name == NULL || value == NULL)
    return;
  g_autofree char *key = msp_export_dup_key (msp_span_from_string (name));
  MspSpan text = msp_span_from_string (value);
  if (g_str_has_suffix (key, "messageid"))
    take_once (&self->message_id, msp_export_dup_message_id (text));
  else if (strcmp (key, "account") == 0 || strcmp (key, "custodian") == 0)
    take_once (&self->mailbox, msp_export_dup_text (text));
  else if (strcmp (key, "labels") == 0)
    take_once (&self->labels, msp_export_dup_text (text));
}

static void
take_file (Edrm *self, const MspXmlReader *xml)
{
  const char *name = msp_xml_reader_get (xml, "FileName"), *folder = msp_xml_reader_get (xml, "FilePath");
  const char *size = msp_xml_reader_get (xml, "FileSize"), *hash = get_any (xml, "Hash", "HashValue");

  if (!self->is_native || self->path != NULL || name == NULL)
    return;
  g_autofree char *both = folder != NULL ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
  self->path = msp_export_dup_path (msp_span_from_string (both));
  if (size != NULL)
    (void) msp_export_parse_number (msp_span_from_string (size), &self->size);
  if (hash != NULL)
    self->hash = strlen (hash) > 40 ? msp_export_dup_hash (msp_span_from_string (hash), 32)
                                    : msp_export_dup_hash (msp_span_from_string (hash), 16);
}

static gboolean
holds_many (const char *path)
{
  static const char *const endings[] = { ".mbox", ".pst", ".zip", ".ost" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (msp_export_has_ending (path, endings[i]))
      return TRUE;
  return FALSE;
}

static void
count_file (Edrm *self)
{
  gpointer n = NULL;

  if (!g_hash_table_lookup_extended (self->files, self->path, NULL, &n) && g_hash_table_size (self->files) >= MAX_FILES)
    return;
  g_hash_table_replace (self->files, g_strdup (self->path), GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
}

static gboolean
end_document (Edrm *self)
{
  gboolean many = self->path != NULL && holds_many (self->path), good = TRUE;
  gboolean is_md5 = self->hash != NULL && strlen (self->hash) == 32;
  const MspClaimRecord claim = {
    .product = "edrm", .kind = MSP_CLAIM_ITEM, .path = many ? NULL : self->path, .message_id = self->message_id,
    .mailbox = self->mailbox, .labels = self->labels, .date = MSP_DATE_UNKNOWN,
    .expected = many ? MSP_CLAIM_NO_NUMBER : self->size, .md5 = is_md5 && !many ? self->hash : NULL,
    .sha256 = self->hash != NULL && !is_md5 && !many ? self->hash : NULL,
  };

  /* Of a mailbox the hash and size may be those of the message or of the file: they cannot be compared. */
  if (many)
    count_file (self);
  if (claim.path != NULL || claim.message_id != NULL)
    good = self->func (self->data, &claim);
  clear_document (self);
  return good;
}

static gboolean
take_element (Edrm *self, const MspXmlReader *xml)
{
  if (xml->kind == MSP_XML_CLOSE)
    return strcmp (xml->name, "Document") != 0 || end_document (self);
  if (xml->kind != MSP_XML_OPEN)
    return TRUE;
  if (strcmp (xml->name, "Document") == 0)
    clear_document (self);
  else if (strcmp (xml->name, "Tag") == 0)
    take_tag (self, xml);
  else if (strcmp (xml->name, "File") == 0)
    {
      const char *type = msp_xml_reader_get (xml, "FileType");

      self->is_native = type == NULL || g_ascii_strcasecmp (type, "Native") == 0;
    }
  else if (strcmp (xml->name, "ExternalFile") == 0)
    take_file (self, xml);
  return TRUE;
}

static gint
compare_names (gconstpointer left, gconstpointer right)
{
  return strcmp (left, right);
}

static void
send_counts (Edrm *self)
{
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (self->files), compare_names);
  gboolean good = TRUE;

  for (GList *at = paths; at != NULL && good; at = at->next)
    {
      const MspClaimRecord claim = {
        .product = "edrm", .kind = MSP_CLAIM_COUNT, .path = at->data, .date = MSP_DATE_UNKNOWN,
        .expected = GPOINTER_TO_UINT (g_hash_table_lookup (self->files, at->data)),
      };
      good = self->func (self->data, &claim);
    }
}

static gboolean
edrm_is (MspSpan bytes, const char *name)
{
  gssize len = (gssize) MIN (bytes.len, (gsize) HEAD);
  gsize at = msp_span_has_prefix (bytes, "\xef\xbb\xbf") ? 3 : 0;

  return msp_export_has_ending (name, ".xml") && bytes.len > at && bytes.data[at] == '<' && g_strstr_len (bytes.data, len, "<Document ") != NULL
         && (g_strstr_len (bytes.data, len, "TagName=") != NULL || g_strstr_len (bytes.data, len, "<ExternalFile ") != NULL);
}

static void
edrm_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  Edrm self = { .func = func, .data = data };
  MspXmlReader xml;
  gboolean good = TRUE;

  clear_document (&self);
  self.files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  msp_xml_reader_init (&xml, bytes);
  while (good && msp_xml_reader_next (&xml))
    good = take_element (&self, &xml);
  msp_xml_reader_clear (&xml);
  if (good)
    send_counts (&self);
  clear_document (&self);
  g_hash_table_unref (self.files);
}

const MspExportReader msp_edrm_reader = { "edrm-xml", edrm_is, edrm_read, FALSE };
