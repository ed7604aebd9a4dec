/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/ole-document.h"

#include "extract/extractors.h"
#include "extract/scripts.h"
#include "format/ms-properties.h"
#include "format/ms-text.h"
#include "format/ole-package.h"
#include "format/ole-writer.h"

#define MAX_STREAM (128 * 1024 * 1024)
#define MAX_DEPTH 8
#define MAX_PICTURES 1000

/* Rows of the documents that are read, by their stream in the root. */
static const struct {
  const char *stream, *type;
  void      (*read) (MspOleDocument *self, MspSpan stream);
} kinds[] = {
  { "Workbook", "application/vnd.ms-excel", msp_xls_read },
  { "Book", "application/vnd.ms-excel", msp_xls_read },
  { "WordDocument", "application/msword", msp_doc_read },
  { "PowerPoint Document", "application/vnd.ms-powerpoint", msp_ppt_read },
};

int
msp_ole_document_bid (const MspExtractInput *input)
{
  static const char *const types[] = {
    "application/x-ole-storage", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    "application/vnd.visio",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (input->sniffed, types[i]) == 0)
      return 70;
  return 0;
}

static MspSpan
get_span (GBytes *bytes)
{
  gsize len = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &len) : NULL;

  return msp_span_new (data, len);
}

GBytes *
msp_ole_document_load (MspOleDocument *self, guint storage, const char *name)
{
  gboolean is_whole = TRUE;
  GBytes *bytes;
  guint entry;

  if (!msp_ole_find (self->ole, storage, name, &entry) || msp_ole_get (self->ole, entry)->is_storage)
    return NULL;
  bytes = msp_ole_read (self->ole, entry, MAX_STREAM, &is_whole);
  self->is_damaged |= !is_whole;
  return bytes;
}

static void
add_property (gpointer data, const char *name, MspSpan value)
{
  MspOleDocument *self = data;

  msp_composer_field (&self->composer, msp_span_from_string (name), value);
}

static void
add_properties (MspOleDocument *self)
{
  static const char *const names[] = { "\005SummaryInformation", "\005DocumentSummaryInformation" };

  msp_composer_break (&self->composer, 2);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = msp_ole_document_load (self, MSP_OLE_ROOT, names[i]);

      msp_ms_properties_read (get_span (bytes), i > 0, add_property, self);
    }
}

static void
copy_storage (MspOleDocument *self, guint from, MspOleWriter *writer, guint into, guint depth)
{
  const GArray *children = msp_ole_get (self->ole, from)->children;

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      guint child = g_array_index (children, guint, i);
      const MspOleEntry *entry = msp_ole_get (self->ole, child);

      if (!entry->is_storage)
        {
          g_autoptr (GBytes) bytes = msp_ole_read (self->ole, child, MAX_STREAM, NULL);
          MspSpan span = get_span (bytes);

          msp_ole_writer_add_stream (writer, into, entry->name, span.data != NULL ? span : MSP_SPAN_LITERAL (""));
        }
      else if (depth < MAX_DEPTH)
        copy_storage (self, child, writer, msp_ole_writer_add_storage (writer, into, entry->name, entry->clsid), depth + 1);
    }
}

/* A file that was dropped into the document, as the Object Packager wrapped it. */
static gboolean
add_native (MspOleDocument *self, guint storage)
{
  g_autoptr (GBytes) native = msp_ole_document_load (self, storage, "\001Ole10Native");
  g_autoptr (GString) label = g_string_new (NULL);
  MspSpan name, bytes;

  if (native == NULL || !msp_ole_package_read (get_span (native), &name, &bytes))
    return FALSE;
  msp_ms_append_1252 (label, name);
  msp_items_add (self->input->items, label->str, NULL, g_bytes_new (bytes.data, bytes.len), MSP_FATE_READ, MSP_REASON_NONE);
  return TRUE;
}

/* Whole files in streams of their own: OOXML, PDF, mail. */
static gboolean
add_stream (MspOleDocument *self, guint storage, const char *stream)
{
  GBytes *bytes = msp_ole_document_load (self, storage, stream);

  if (bytes == NULL)
    return FALSE;
  msp_items_add (self->input->items, msp_ole_get (self->ole, storage)->name, NULL, bytes, MSP_FATE_READ, MSP_REASON_NONE);
  return TRUE;
}

static gboolean
is_document (const MspOleDocument *self, guint storage)
{
  guint entry;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (msp_ole_find (self->ole, storage, kinds[i].stream, &entry))
      return TRUE;
  return msp_ole_find (self->ole, storage, "__properties_version1.0", &entry);
}

static void
add_object (MspOleDocument *self, guint storage)
{
  if (add_native (self, storage) || add_stream (self, storage, "Package") || add_stream (self, storage, "CONTENTS")
      || storage == MSP_OLE_ROOT || !is_document (self, storage))
    return;
  g_autoptr (MspOleWriter) writer = msp_ole_writer_new ();
  copy_storage (self, storage, writer, MSP_OLE_ROOT, 0);
  msp_items_add (self->input->items, msp_ole_get (self->ole, storage)->name, NULL, msp_ole_writer_finish (writer), MSP_FATE_READ,
                 MSP_REASON_NONE);
}

/* Objects lie in storages, which may lie in others. */
static void
add_objects (MspOleDocument *self, guint storage, guint depth)
{
  const GArray *children = msp_ole_get (self->ole, storage)->children;

  add_object (self, storage);
  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      guint child = g_array_index (children, guint, i);
      const MspOleEntry *entry = msp_ole_get (self->ole, child);

      if (!entry->is_storage)
        continue;
      if (strcmp (entry->name, "_VBA_PROJECT_CUR") == 0 || strcmp (entry->name, "Macros") == 0)
        self->result->detail = MSP_DETAIL_MACROS;
      else if (depth < MAX_DEPTH && !(storage != MSP_OLE_ROOT && is_document (self, storage)))
        add_objects (self, child, depth + 1);
    }
}

/* The header of a blip stands 17 or 33 bytes before the picture: two kinds of checksums. */
static MspSpan
find_picture (MspSpan stream, gsize at)
{
  static const gsize skips[] = { 17, 33 };

  for (gsize i = 0; i < G_N_ELEMENTS (skips); i++)
    {
      gsize start = at - skips[i] - 8;
      guint type = at >= skips[i] + 8 ? msp_ms_get_u16 (stream, start + 2) : 0;
      guint32 len = msp_ms_get_u32 (stream, start + 4);

      if (type >= 0xf01a && type <= 0xf02a && len > skips[i])
        return msp_span_slice (stream, at, at + len - skips[i]);
    }
  return msp_span_new (NULL, 0);
}

void
msp_ole_document_add_pictures (MspOleDocument *self, MspSpan stream)
{
  static const char *const magics[] = { "\x89PNG\r\n", "\xff\xd8\xff" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    for (gsize at = 0; n < MAX_PICTURES && at < stream.len;)
      {
        const char *found = memmem (stream.data + at, stream.len - at, magics[i], strlen (magics[i]));
        MspSpan picture;

        if (found == NULL)
          break;
        at = (gsize) (found - stream.data);
        picture = find_picture (stream, at);
        at += MAX (picture.len, 1);
        if (picture.len == 0)
          continue;
        n++;
        msp_items_add (self->input->items, NULL, i == 0 ? "image/png" : "image/jpeg", g_bytes_new (picture.data, picture.len),
                       MSP_FATE_READ, MSP_REASON_NONE);
      }
}

static void
read_kind (MspOleDocument *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) bytes = msp_ole_document_load (self, MSP_OLE_ROOT, kinds[i].stream);

      if (bytes == NULL)
        continue;
      self->result->sniffed = kinds[i].type;
      kinds[i].read (self, get_span (bytes));
      return;
    }
  self->result->fate = MSP_FATE_OPAQUE;
  self->result->reason = MSP_REASON_UNSUPPORTED;
}

static void
set_result (MspOleDocument *self)
{
  MspExtractResult *result = self->result;

  if (self->is_encrypted)
    {
      result->fate = MSP_FATE_OPAQUE;
      result->reason = MSP_REASON_ENCRYPTED;
      result->detail = "Office document with a password";
    }
  else if (result->fate == MSP_FATE_READ && (self->is_damaged || self->is_cut))
    {
      result->fate = MSP_FATE_PARTIAL;
      result->reason = self->is_damaged ? MSP_REASON_DAMAGED : MSP_REASON_LIMIT;
    }
}

void
msp_ole_document_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  MspOleDocument self = { .input = input, .result = out_result };

  self.ole = msp_ole_open (input->bytes, NULL);
  if (self.ole == NULL)
    {
      out_result->fate = MSP_FATE_FAILED;
      out_result->reason = MSP_REASON_DAMAGED;
      return;
    }
  msp_composer_init (&self.composer, text, limits->text_bytes);
  read_kind (&self);
  msp_composer_end (&self.composer);
  add_properties (&self);
  add_objects (&self, MSP_OLE_ROOT, 0);
  set_result (&self);
  msp_ole_free (self.ole);
}
