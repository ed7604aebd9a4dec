/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-data.h"

#include <errno.h>
#include <string.h>

#define RETRIES_MAX 8

void
msp_archive_data_begin (MspArchiveData *self, struct archive *archive)
{
  *self = (MspArchiveData) { .lib = msp_foreign_get (), .archive = archive, .code = ARCHIVE_OK };
}

/* These check an entry's sum in the call that gives out its last bytes; others may leave anything in block when they fail. */
static gboolean
has_bytes_beside_error (const MspArchiveData *self)
{
  int format = self->lib->archive_format (self->archive) & ARCHIVE_FORMAT_BASE_MASK;

  return (self->code == ARCHIVE_WARN || self->code == ARCHIVE_FAILED) && self->block != NULL
         && (format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_7ZIP);
}

/* A sparse tar ends where the last hole does. */
static gboolean
ends_in_hole (const MspArchiveData *self)
{
  return self->code == ARCHIVE_EOF && (self->lib->archive_format (self->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
}

static void
next_block (MspArchiveData *self)
{
  la_int64_t start = (la_int64_t) self->position;

  self->code = ARCHIVE_RETRY;
  for (guint i = 0; i < RETRIES_MAX && self->code == ARCHIVE_RETRY; i++)
    {
      self->block = NULL;
      self->len = self->used = 0;
      self->code = self->lib->archive_read_data_block (self->archive, &self->block, &self->len, &start);
    }
  if (self->code != ARCHIVE_OK && !has_bytes_beside_error (self))
    self->len = 0;
  self->start = self->position;
  if ((self->code == ARCHIVE_OK || ends_in_hole (self)) && start > (la_int64_t) self->position)
    self->start = (guint64) start;
  if (self->len > 0 && start < (la_int64_t) self->position)
    {
      self->lib->archive_set_error (self->archive, EILSEQ, "the blocks of an entry are in no order");
      self->code = ARCHIVE_FATAL;
      self->len = 0;
    }
}

gssize
msp_archive_data_read (MspArchiveData *self, void *buf, gsize len)
{
  while (self->code == ARCHIVE_OK && self->used == self->len && self->position >= self->start)
    next_block (self);
  if (self->position < self->start)
    {
      gsize hole = (gsize) MIN (self->start - self->position, (guint64) len);

      memset (buf, 0, hole);
      self->position += hole;
      return (gssize) hole;
    }
  gsize n = MIN (self->len - self->used, len);
  if (n == 0 && len > 0 && self->code != ARCHIVE_OK)
    return self->code == ARCHIVE_EOF ? 0 : -1;
  memcpy (buf, (const char *) self->block + self->used, n);
  self->used += n;
  self->position += n;
  return (gssize) n;
}
