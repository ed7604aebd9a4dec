/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The bytes of one entry from libarchive, holes of sparse files as NUL bytes. Unlike archive_read_data, it keeps the bytes
   that come together with an error: of a short entry with a wrong checksum that is all of them. */

#include <glib.h>

#include "format/foreign.h"

typedef struct {
  const MspForeign *lib;
  struct archive *archive;   /* borrowed */
  const void     *block;     /* of libarchive, valid until its next call */
  gsize           len, used; /* of block, and how much of it was given out */
  guint64         start;     /* of block in the entry */
  guint64         position;  /* bytes given out */
  int             code;      /* ARCHIVE_OK, or what follows block: ARCHIVE_EOF or an error */
} MspArchiveData;

/* For the entry whose header was just read. */
void   msp_archive_data_begin (MspArchiveData *self, struct archive *archive);

/* Bytes read, up to len; 0 at the end, -1 on an error that archive_error_string tells. */
gssize msp_archive_data_read  (MspArchiveData *self, void *buf, gsize len);
