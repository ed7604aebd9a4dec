/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The archive and compression formats that are read, told by their magic bytes alone. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  const char *id;            /* "zip", "tar", "gz" … */
  const char *extension;     /* ".gz": taken off a compressed file's name; NULL for what holds many files */
  int         code;          /* libarchive's code of the format or, with an extension, of the filter */
  gboolean    needs_seek;    /* its index is at the end */
  int         certainty;     /* 0-100: how much the magic says */
} MspArchiveKind;

/* The kind of the data that begins with head (64 KiB for all to be told), or NULL. Static. */
const MspArchiveKind *msp_archive_kind_sniff (MspSpan head);

/* TRUE for a zip file that is a document of its own: OOXML, OpenDocument, EPUB. */
gboolean              msp_archive_kind_is_document (MspSpan head);
