/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>

#include "format/pdf/reader.h"

/* Pages are read one by one: what one of them costs is not known before. */
static gboolean
is_late (MspPdfReader *self)
{
  return g_get_monotonic_time () > self->deadline;
}

static void
read_pages (MspPdfReader *self)
{
  int n_pages = poppler_document_get_n_pages (self->document);
  gboolean more = TRUE;

  for (int i = 0; more && i < n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (self->document, i);

      /* A page that poppler refuses may have fields all the same. */
      if (page != NULL)
        more = msp_pdf_read_page (self, page, (guint) i + 1);
      else
        self->result->damaged = TRUE;
      msp_pdf_read_hangings (self, (guint) i);
      more = more && !is_late (self);
      g_clear_object (&page);
    }
  if (!more)
    self->result->status = MSP_PDF_CUT;
}

/* poppler reads its tables of encodings anew whenever no document is open: this one always is. */
static void
keep_one_open (void)
{
  static const char empty[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    "trailer<</Root 1 0 R>>\n";
  static PopplerDocument *kept;

  if (kept == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (empty, sizeof empty - 1);

      kept = poppler_document_new_from_bytes (bytes, NULL, NULL);
    }
}

static PopplerDocument *
open_document (MspSpan bytes, MspPdfResult *result)
{
  g_autoptr (GBytes) borrowed = g_bytes_new_static (bytes.data, bytes.len);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (borrowed, NULL, &error);

  /* No password opens what has an empty one. A wrong one of any kind crashes poppler 22.12. */
  if (document == NULL)
    result->status = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? MSP_PDF_ENCRYPTED : MSP_PDF_DAMAGED;
  return document;
}

static void
read_document (MspSpan bytes, const MspPdfLimits *limits, const MspPdfSink *sink, gpointer data, MspPdfResult *out_result)
{
  MspPdfReader self = {
    .bytes = bytes, .limits = limits, .sink = sink, .data = data, .result = out_result,
    .deadline = g_get_monotonic_time () + (gint64) limits->seconds * G_USEC_PER_SEC,
  };

  *out_result = (MspPdfResult) { MSP_PDF_READ };
  keep_one_open ();
  self.document = open_document (bytes, out_result);
  if (self.document == NULL)
    return;
  self.words = g_array_new (FALSE, FALSE, sizeof (MspPdfWord));
  msp_pdf_objects_open (&self);
  msp_pdf_look_for_scripts (&self);
  msp_pdf_read_properties (&self);
  read_pages (&self);
  msp_pdf_read_xfa (&self);
  msp_pdf_read_files (&self);
  msp_pdf_objects_close (&self);
  g_array_unref (self.words);
  g_object_unref (self.document);
}

extern const MspPdfModule MSP_MODULE_SYMBOL;

G_MODULE_EXPORT const MspPdfModule MSP_MODULE_SYMBOL = {
  .head = { MSP_MODULE_BUILD },
  .read = read_document,
  .render = msp_pdf_render,
};
