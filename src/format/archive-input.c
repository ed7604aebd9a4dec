/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-input.h"

#include <errno.h>
#include <stdio.h>

#include "base/spool.h"
#include "format/iso-guard.h"

#define BLOCK (128 * 1024)

/* What was taken comes first. */
static MspStream *
get_source (MspArchiveInput *self)
{
  return self->taken != NULL ? self->taken : self->stream;
}

/* Whole sectors, as far as there are any. */
static gssize
read_sectors (MspArchiveInput *self)
{
  guint64 position = msp_stream_tell (get_source (self));
  gsize most = BLOCK - position % MSP_ISO_SECTOR, len = 0;
  gssize n = 0;

  while (len < most && (n = msp_stream_read (get_source (self), self->block + len, most - len, &self->error)) > 0)
    len += (gsize) n;
  if (n < 0 && len == 0)
    return -1;
  msp_iso_guard ((guint8 *) self->block, len, position);
  return (gssize) len;
}

static la_ssize_t
input_read (struct archive *archive, void *data, const void **out_buf)
{
  MspArchiveInput *self = data;
  gssize n;

  if (self->error != NULL)
    return ARCHIVE_FATAL;
  n = self->is_disc ? read_sectors (self) : msp_stream_read (get_source (self), self->block, BLOCK, &self->error);
  if (n == 0 && self->taken != NULL && !self->is_whole)
    {
      g_clear_pointer (&self->taken, msp_stream_free);
      n = msp_stream_read (self->stream, self->block, BLOCK, &self->error);
    }
  *out_buf = self->block;
  if (n < 0)
    self->lib->archive_set_error (archive, EIO, "%s", self->error != NULL ? self->error->message : "");
  return n < 0 ? ARCHIVE_FATAL : n;
}

static la_int64_t
input_seek (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  MspArchiveInput *self = data;
  MspStream *source = get_source (self);
  gint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (gint64) msp_stream_tell (source) : msp_stream_get_size (source);
  gint64 target = base >= 0 && offset <= G_MAXINT64 - base ? base + offset : -1;

  if (target < 0 || !msp_stream_seek (source, (guint64) target, NULL))
    {
      self->lib->archive_set_error (archive, EIO, "cannot seek");
      return ARCHIVE_FATAL;
    }
  return target;
}

static gboolean
can_seek (MspArchiveInput *self)
{
  MspStream *source = get_source (self);

  return (self->taken == NULL || self->is_whole) && msp_stream_can_seek (source) && msp_stream_get_size (source) >= 0;
}

gboolean
msp_archive_input_init (MspArchiveInput *self, MspStream *stream, gboolean needs_seek, gsize limit)
{
  *self = (MspArchiveInput) { .lib = msp_foreign_get (), .stream = stream, .block = g_malloc (BLOCK) };
  if (!needs_seek || can_seek (self))
    return TRUE;
  self->taken = msp_spool_take (stream, limit, &self->is_whole, &self->error);
  return self->is_whole;
}

int
msp_archive_input_open (MspArchiveInput *self, struct archive *archive)
{
  self->lib->archive_read_set_read_callback (archive, input_read);
  if (can_seek (self))
    self->lib->archive_read_set_seek_callback (archive, input_seek);
  self->lib->archive_read_set_callback_data (archive, self);
  return self->lib->archive_read_open1 (archive);
}

void
msp_archive_input_clear (MspArchiveInput *self)
{
  g_clear_pointer (&self->taken, msp_stream_free);
  g_clear_pointer (&self->block, g_free);
  g_clear_error (&self->error);
}
