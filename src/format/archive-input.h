/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Feeds libarchive from an MspStream. */

#include <glib.h>

#include "base/stream.h"
#include "format/foreign.h"

typedef struct {
  const MspForeign *lib;
  MspStream  *stream;    /* borrowed */
  MspStream  *taken;     /* from a stream that cannot seek, into memory or the spool file, or NULL */
  gboolean    is_whole;  /* taken has all of it */
  gboolean    is_disc;   /* an image in sectors, guarded against loops; set before the first read */
  char       *block;
  GError     *error;     /* of the stream; libarchive only passes on that there was one */
} MspArchiveInput;

/* A stream that cannot seek is taken if needs_seek is set: into memory up to limit, else into the spool file. FALSE if there is no
   room, or if it fails (error is set): then it can still be read from its beginning on. */
gboolean msp_archive_input_init  (MspArchiveInput *self, MspStream *stream, gboolean needs_seek, gsize limit);

/* Sets the callbacks on archive and opens it; libarchive's code. */
int      msp_archive_input_open  (MspArchiveInput *self, struct archive *archive);
void     msp_archive_input_clear (MspArchiveInput *self);
