/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the readers of old Office documents share: they are OLE files with properties and files inside. */

#include "extract/composer.h"
#include "extract/extractor.h"
#include "format/ole.h"

typedef struct {
  const MspExtractInput *input;
  MspExtractResult      *result;
  MspOle                *ole;
  MspComposer            composer;
  gboolean               is_damaged, is_cut, is_encrypted;
} MspOleDocument;

/* The stream of this name in storage, or NULL; caller owns. */
GBytes *msp_ole_document_load  (MspOleDocument *self, guint storage, const char *name);

/* Hands out the pictures in a stream of drawings ([MS-ODRAW] blips). */
void    msp_ole_document_add_pictures (MspOleDocument *self, MspSpan stream);

/* The readers of the streams. */
void    msp_xls_read (MspOleDocument *self, MspSpan book);
void    msp_doc_read (MspOleDocument *self, MspSpan document);
void    msp_ppt_read (MspOleDocument *self, MspSpan document);
