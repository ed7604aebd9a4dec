/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "format/pdf/reader.h"

/* Of the parts of a form. */
#define MAX_PARTS 64

static void
give_stream (MspPdfReader *self, qpdf_oh stream, const char *name)
{
  gboolean cut = FALSE;
  g_autoptr (GBytes) bytes = msp_pdf_new_data (self, stream, self->limits->file_bytes, &cut);
  gsize len = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &len) : NULL;

  if (len > 0)
    self->sink->xfa (self->data, name, msp_span_new (data, len));
  if (cut)
    self->result->status = MSP_PDF_CUT;
}

/* The whole form in one stream, or an array of names and streams (ISO 32000-1, 12.7.8). */
void
msp_pdf_read_xfa (MspPdfReader *self)
{
  qpdf_oh form;
  int n;

  if (self->objects == NULL)
    return;
  form = msp_pdf_get (self, msp_pdf_get (self, qpdf_get_root (self->objects), "/AcroForm"), "/XFA");
  n = qpdf_oh_is_array (self->objects, form) ? MIN (qpdf_oh_get_array_n_items (self->objects, form), MAX_PARTS) : 0;
  if (n == 0)
    give_stream (self, form, "");
  for (int i = 0; i + 1 < n; i += 2)
    {
      g_autofree char *name = msp_pdf_dup_text (self, qpdf_oh_get_array_item (self->objects, form, i));

      if (g_strcmp0 (name, "template") == 0 || g_strcmp0 (name, "datasets") == 0)
        give_stream (self, qpdf_oh_get_array_item (self->objects, form, i + 1), name);
    }
}
