/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/ole-document.h"

#include "format/ms-text.h"
#include "format/ppt.h"

#define ENCRYPTED_TOKEN 0xf3d1c4dfu

static void
add_text (MspOleDocument *self, const MspPptRecord *record, GString *scratch)
{
  g_string_truncate (scratch, 0);
  if (record->type == MSP_PPT_TEXT_BYTES)
    msp_ms_append_1252 (scratch, record->data);
  else
    msp_ms_append_utf16 (scratch, record->data);
  msp_composer_break (&self->composer, 1);
  for (const char *line = scratch->str, *end; line != NULL; line = end != NULL ? end + 1 : NULL)
    {
      end = strpbrk (line, "\r\v");
      msp_composer_add (&self->composer, msp_span_new (line, end != NULL ? (gsize) (end - line) : strlen (line)));
      msp_composer_break (&self->composer, 1);
    }
}

/* An embedded document, packed by zlib or not, an OLE file in any case. */
static void
add_object (MspOleDocument *self, const MspPptRecord *record)
{
  GBytes *bytes = msp_ppt_unpack (record);

  if (bytes != NULL)
    msp_items_add (self->input->items, NULL, NULL, bytes, MSP_FATE_READ, MSP_REASON_NONE);
}

static void
take_record (MspOleDocument *self, const MspPptRecord *record, GString *scratch)
{
  switch (record->type)
    {
    case MSP_PPT_TEXT_CHARS: case MSP_PPT_TEXT_BYTES: add_text (self, record, scratch); break;
    case MSP_PPT_STRING:
      if (record->holder == MSP_PPT_LINK || record->holder == MSP_PPT_COMMENT || record->holder == MSP_PPT_HEADER)
        add_text (self, record, scratch);
      break;
    case MSP_PPT_SLIDE: case MSP_PPT_NOTES: case MSP_PPT_SLIDE_PERSIST: msp_composer_break (&self->composer, 2); break;
    case MSP_PPT_OBJECT: add_object (self, record); break;
    case MSP_PPT_CRYPT: self->is_encrypted = TRUE; break;
    default: break;
    }
}

/* The stream about the last user tells whether all is encrypted ([MS-PPT] 2.3.2). */
static gboolean
is_encrypted (MspOleDocument *self)
{
  g_autoptr (GBytes) user = msp_ole_document_load (self, MSP_OLE_ROOT, "Current User");
  MspSpan span = { NULL, 0 };

  if (user != NULL)
    span.data = g_bytes_get_data (user, &span.len);
  return msp_ms_get_u32 (span, 12) == ENCRYPTED_TOKEN;
}

void
msp_ppt_read (MspOleDocument *self, MspSpan stream)
{
  g_autoptr (GBytes) pictures = msp_ole_document_load (self, MSP_OLE_ROOT, "Pictures");
  g_autoptr (GString) scratch = g_string_new (NULL);
  MspSpan span = { NULL, 0 };
  MspPptRecord record;
  MspPpt ppt;

  self->is_encrypted = is_encrypted (self);
  if (self->is_encrypted)
    return;
  msp_ppt_init (&ppt, stream);
  while (!msp_composer_is_full (&self->composer) && msp_ppt_next (&ppt, &record))
    take_record (self, &record, scratch);
  self->is_damaged |= ppt.is_damaged;
  if (pictures != NULL)
    span.data = g_bytes_get_data (pictures, &span.len);
  msp_ole_document_add_pictures (self, span);
}
