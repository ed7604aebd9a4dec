/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the module share: one document being read. */

#include <poppler.h>

#include "format/pdf.h"

typedef struct {
  MspSpan             bytes;
  PopplerDocument    *document;
  const MspPdfLimits *limits;
  const MspPdfSink   *sink;
  gpointer            data;
  MspPdfResult       *result;
  gint64              deadline;     /* monotonic microseconds */
  gsize               file_bytes;   /* of attached files so far */
  GArray             *words;        /* MspPdfWord of the current page */
} MspPdfReader;

/* Gives out the document's properties. */
void     msp_pdf_read_properties (MspPdfReader *self);

/* Gives out the page's text; FALSE if the sink wants no more. */
gboolean msp_pdf_read_page       (MspPdfReader *self, PopplerPage *page, guint number);

/* The page's form fields, and its notes with the files that hang on them. */
void     msp_pdf_read_fields     (MspPdfReader *self, PopplerPage *page);
void     msp_pdf_read_notes      (MspPdfReader *self, PopplerPage *page);

void     msp_pdf_read_files      (MspPdfReader *self);

/* XFA forms, which the library that reads the pages does not know. */
void     msp_pdf_read_xfa        (MspPdfReader *self);

gboolean msp_pdf_render          (gpointer handle, gsize max_pixels, MspPdfImage *out_image);
