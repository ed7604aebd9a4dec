/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/file.h"

#include "base/sha256.h"

#define BLOCK (256 * 1024)

/* A stream that hashes what is taken from another one, once, also where it is read twice. */
typedef struct {
  MspStream              *source;
  const MspEvidenceWatch *watch;
  MspSha256              *hash;
  guint64                 hashed;   /* bytes */
} Tap;

static gssize
tap_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Tap *self = impl;
  guint64 at = msp_stream_tell (self->source);
  gssize n = msp_stream_read (self->source, buf, len, error);
  guint64 known = self->hashed - at;

  if (n > 0 && self->hashed >= at && known < (guint64) n)
    {
      msp_sha256_update (self->hash, (const char *) buf + known, (gsize) n - known);
      self->hashed = at + (guint64) n;
    }
  if (self->watch != NULL && self->watch->block != NULL)
    self->watch->block (self->watch->data);
  return n;
}

static gboolean
tap_seek (gpointer impl, guint64 offset, GError **error)
{
  return msp_stream_seek (((Tap *) impl)->source, offset, error);
}

static void
tap_free (gpointer impl)
{
  g_clear_pointer (&((Tap *) impl)->hash, msp_sha256_free);
}

static MspStream *
tap_open (Tap *self)
{
  static const MspStreamClass flowing = { .read = tap_read, .free = tap_free }, seekable = { .read = tap_read, .seek = tap_seek, .free = tap_free };

  return msp_stream_new (msp_stream_can_seek (self->source) ? &seekable : &flowing, self, msp_stream_get_size (self->source));
}

/* Takes what the reader left. */
static void
tap_finish (Tap *self, MspEvidenceFile *out_file)
{
  g_autofree char *block = g_malloc (BLOCK);
  gboolean good = msp_stream_tell (self->source) == self->hashed || msp_stream_seek (self->source, self->hashed, NULL);
  gssize n = -1;

  while (good && (n = tap_read (self, block, BLOCK, NULL)) > 0)
    ;
  if (n != 0)
    return;
  out_file->sha256 = msp_sha256_finish (self->hash);
  out_file->size = self->hashed;
}

static gboolean
read_plain (MspStream *plain, const MspEvidenceOptions *options, MspEventSink *sink, const MspEvidenceWatch *watch, MspEvidenceFile *out_file,
            GError **error)
{
  MspSpan head;

  if (!msp_stream_peek (plain, MSP_STREAM_PEEK_MAX, &head, error))
    return FALSE;
  out_file->is_empty = head.len == 0;
  out_file->reader = msp_evidence_reader_find (head);
  if (out_file->reader == NULL)
    return TRUE;
  if (watch != NULL && watch->found != NULL)
    watch->found (watch->data, out_file->reader);
  return out_file->reader->read (plain, options, sink, error);
}

gboolean
msp_evidence_file_read (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, const MspEvidenceWatch *watch,
                        MspEvidenceFile *out_file, GError **error)
{
  Tap tap = { .source = stream, .watch = watch, .hash = msp_sha256_new (FALSE) };
  g_autoptr (MspStream) packed = tap_open (&tap);
  g_autoptr (MspStream) unpacked = NULL;

  *out_file = (MspEvidenceFile) { NULL };
  gboolean good = msp_evidence_unpack (packed, &unpacked, error)
                  && read_plain (unpacked != NULL ? unpacked : packed, options, sink, watch, out_file, error);
  tap_finish (&tap, out_file);
  return good;
}

void
msp_evidence_file_clear (MspEvidenceFile *self)
{
  g_clear_pointer (&self->sha256, g_free);
}
