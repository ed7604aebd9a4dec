/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the module share: one document being read. poppler lays out the pages; everything else is taken from the
   objects by qpdf, whose walks we bound: poppler's own lists of fields, notes and files crash or never end on hostile objects. */

#include <poppler.h>
#include <qpdf/qpdf-c.h>

#include "format/pdf.h"

typedef struct {
  MspSpan             bytes;
  PopplerDocument    *document;
  qpdf_data           objects;      /* NULL if it cannot be had */
  const MspPdfLimits *limits;
  const MspPdfSink   *sink;
  gpointer            data;
  MspPdfResult       *result;
  gint64              deadline;     /* monotonic microseconds */
  gsize               file_bytes;   /* of attached files so far */
  GArray             *words;        /* MspPdfWord of the current page */
} MspPdfReader;

/* objects.c: values are owned by the caller, NULL where there is none of the kind. */
void     msp_pdf_objects_open    (MspPdfReader *self);
void     msp_pdf_objects_close   (MspPdfReader *self);
qpdf_oh  msp_pdf_get             (MspPdfReader *self, qpdf_oh dictionary, const char *key);
char    *msp_pdf_dup_text        (MspPdfReader *self, qpdf_oh string);
gboolean msp_pdf_is_name         (MspPdfReader *self, qpdf_oh name, const char *value);

/* The decoded bytes of a stream, at most limit; *out_cut: there are more. */
GBytes  *msp_pdf_new_data        (MspPdfReader *self, qpdf_oh stream, gsize limit, gboolean *out_cut);

/* Gives out the document's properties. */
void     msp_pdf_read_properties (MspPdfReader *self);

/* Gives out the page's text; FALSE if the sink wants no more. */
gboolean msp_pdf_read_page       (MspPdfReader *self, PopplerPage *page, guint number);

/* What hangs on page number i, from 0: form fields, notes, attached files. */
void     msp_pdf_read_hangings   (MspPdfReader *self, guint i);

/* Attached files: those of the document, and one by its file specification (ISO 32000-1, 7.11.3). */
void     msp_pdf_read_files      (MspPdfReader *self);
void     msp_pdf_read_file       (MspPdfReader *self, qpdf_oh specification);

/* Scripts that would run when the document is opened. */
void     msp_pdf_look_for_scripts (MspPdfReader *self);

/* Notes what the action would do. */
void     msp_pdf_look_at_action  (MspPdfReader *self, qpdf_oh action);

/* XFA forms. */
void     msp_pdf_read_xfa        (MspPdfReader *self);

gboolean msp_pdf_render          (gpointer handle, gsize max_pixels, MspPdfImage *out_image);
