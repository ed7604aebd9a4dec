/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/unpacked.h"

#include "format/archive-error.h"
#include "format/archive-library.h"
#include "format/gzip.h"

typedef struct {
  MspStream            *packed;     /* borrowed */
  const MspArchiveKind *kind;
  guint64               start;      /* of the data in packed */
  MspStream            *gzip;       /* its content if it is of gzip; all else is in library */
  MspArchiveLibrary     library;
  gboolean              is_empty;
} Unpacked;

static void
clear (Unpacked *self)
{
  g_clear_pointer (&self->gzip, msp_stream_free);
  if (self->library.archive != NULL)
    msp_archive_library_clear (&self->library);
  self->library = (MspArchiveLibrary) { 0 };
  self->is_empty = FALSE;
}

/* libarchive takes what is too short for its filter to know as it is. */
static gboolean
check_filter (Unpacked *self, GError **error)
{
  if (self->is_empty || self->library.lib->archive_filter_code (self->library.archive, 0) == self->kind->code)
    return TRUE;
  g_set_error_literal (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_CORRUPT, "the compressed data is cut off");
  return FALSE;
}

/* From where packed stands. */
static gboolean
begin (Unpacked *self, GError **error)
{
  MspArchiveEntry entry;
  guint n;

  if (self->kind->code == ARCHIVE_FILTER_GZIP)
    {
      self->gzip = msp_gzip_new (self->packed);
      return TRUE;
    }
  return msp_archive_library_open (&self->library, self->packed, self->kind, 0, error)
         && msp_archive_library_next (&self->library, 1, &n, &entry, &self->is_empty, error) && check_filter (self, error);
}

static gssize
unpacked_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Unpacked *self = impl;

  if (self->is_empty)
    return 0;
  return self->gzip != NULL ? msp_stream_read (self->gzip, buf, len, error)
                            : msp_archive_library_read (&self->library, buf, len, error);
}

static gboolean
skip (Unpacked *self, guint64 bytes, GError **error)
{
  char buf[16 * 1024];

  while (bytes > 0)
    {
      gssize n = unpacked_read (self, buf, (gsize) MIN (bytes, (guint64) sizeof buf), error);

      if (n <= 0)
        return n == 0;
      bytes -= (guint64) n;
    }
  return TRUE;
}

static gboolean
unpacked_seek (gpointer impl, guint64 offset, GError **error)
{
  Unpacked *self = impl;

  clear (self);
  /* Nothing to read until it has begun again. */
  self->is_empty = TRUE;
  if (!msp_stream_seek (self->packed, self->start, error))
    return FALSE;
  self->is_empty = FALSE;
  if (!begin (self, error))
    {
      clear (self);
      self->is_empty = TRUE;
      return FALSE;
    }
  return skip (self, offset, error);
}

static void
unpacked_free (gpointer impl)
{
  clear (impl);
  g_free (impl);
}

static const MspStreamClass seekable_class = { unpacked_read, unpacked_seek, unpacked_free };
static const MspStreamClass forward_class = { unpacked_read, NULL, unpacked_free };

MspStream *
msp_unpacked_new (MspStream *packed, const MspArchiveKind *kind, GError **error)
{
  Unpacked *self = g_new0 (Unpacked, 1);

  self->packed = packed;
  self->kind = kind;
  self->start = msp_stream_tell (packed);
  if (!begin (self, error))
    {
      unpacked_free (self);
      return NULL;
    }
  return msp_stream_new (msp_stream_can_seek (packed) ? &seekable_class : &forward_class, self, -1);
}
