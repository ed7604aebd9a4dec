/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pulls bytes from somewhere: a file, memory, an entry of an archive. Bounded look-ahead, optional seeking. */

#include <glib.h>

#include "base/span.h"

typedef struct _MspStream MspStream;

typedef struct {
  /* Up to len bytes into buf; 0 at the end, -1 with error set. */
  gssize   (*read) (gpointer impl, void *buf, gsize len, GError **error);
  /* Absolute position; NULL where the source cannot seek. */
  gboolean (*seek) (gpointer impl, guint64 offset, GError **error);
  void     (*free) (gpointer impl);
  /* See msp_stream_charge; NULL where nothing is counted. */
  gboolean (*charge) (gpointer impl, guint64 bytes);
} MspStreamClass;

/* The most that msp_stream_peek can look ahead. */
#define MSP_STREAM_PEEK_MAX (64 * 1024)

/* Takes impl; size is in bytes, -1 when unknown. klass must live as long as the stream. */
MspStream *msp_stream_new           (const MspStreamClass *klass, gpointer impl, gint64 size);

/* Takes the descriptor fd, opened for reading. Errors are of G_IO_ERROR. */
MspStream *msp_stream_new_for_fd    (int fd, gint64 size);

/* Keeps a reference to bytes. */
MspStream *msp_stream_new_for_bytes (GBytes *bytes);

/* Bytes read, short only at the end of the stream or where it fails; 0 at the end, -1 on error. Good bytes before a failure are
   given out first: the next call reports it. */
gssize     msp_stream_read          (MspStream *self, void *buf, gsize len, GError **error);

/* Borrows up to want (at most MSP_STREAM_PEEK_MAX) bytes from here without consuming them;
   fewer only at the end. The span is valid until the next call on self. */
gboolean   msp_stream_peek          (MspStream *self, gsize want, MspSpan *out_span, GError **error);

gboolean   msp_stream_can_seek      (const MspStream *self);
gboolean   msp_stream_seek          (MspStream *self, guint64 offset, GError **error);

/* Bytes consumed so far, and the whole size or -1. */
guint64    msp_stream_tell          (const MspStream *self);
gint64     msp_stream_get_size      (const MspStream *self);

/* Tells the source that these many bytes were unpacked from what it gave, so that archives inside archives share the
   outermost one's limit. FALSE if there was too much. */
gboolean   msp_stream_charge        (MspStream *self, guint64 bytes);

void       msp_stream_free          (MspStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspStream, msp_stream_free)
