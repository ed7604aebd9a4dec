/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Feeds libarchive from an MspStream. */

#include <archive.h>
#include <glib.h>

#include "base/stream.h"

typedef struct {
  MspStream  *stream;    /* borrowed */
  MspStream  *memory;    /* what was taken of a stream that cannot seek, or NULL */
  gboolean    is_whole;  /* memory holds all of it */
  gboolean    is_disc;   /* an image in sectors, guarded against loops; set before the first read */
  char       *block;
  GError     *error;     /* of the stream; libarchive only passes on that there was one */
} MspArchiveInput;

/* A stream that cannot seek is held in memory if it is no longer than limit and needs_seek is set. FALSE if it is longer, or
   if it fails (error is set): then it can still be read from its beginning on. */
gboolean msp_archive_input_init  (MspArchiveInput *self, MspStream *stream, gboolean needs_seek, gsize limit);

/* Sets the callbacks on archive and opens it; libarchive's code. */
int      msp_archive_input_open  (MspArchiveInput *self, struct archive *archive);
void     msp_archive_input_clear (MspArchiveInput *self);
