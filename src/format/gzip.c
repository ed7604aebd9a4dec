/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/gzip.h"

#include <zlib.h>

#include "format/archive-error.h"

#define BLOCK (64 * 1024)
#define OUT_MAX (1024 * 1024)

/* inflateInit2: the largest window, with a gzip header and checksum. */
#define WINDOW_GZIP (15 + 16)

typedef enum { BEFORE_MEMBER, IN_MEMBER, AT_END } Place;

typedef struct {
  MspStream *packed;
  z_stream   zlib;
  guint8    *block;
  Place      place;
  GError    *failure;   /* stays: every later read fails alike */
} Gzip;

static void
fail (Gzip *self, const char *text)
{
  g_set_error_literal (&self->failure, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_CORRUPT, text);
}

/* Only where nothing is left to unpack. */
static void
fill (Gzip *self)
{
  g_autoptr (GError) cause = NULL;
  gssize n = msp_stream_read (self->packed, self->block, BLOCK, &cause);

  self->zlib.next_in = self->block;
  self->zlib.avail_in = (guint) MAX (n, 0);
  if (n < 0)
    msp_archive_error_pass_on (&self->failure, cause);
  else if (n == 0 && self->place == IN_MEMBER)
    fail (self, "the compressed data is cut off");
  else if (n == 0)
    self->place = AT_END;
}

static void
find_member (Gzip *self)
{
  z_stream *zlib = &self->zlib;

  while (zlib->avail_in > 0 && *zlib->next_in == '\0')
    {
      zlib->next_in++;
      zlib->avail_in--;
    }
  if (zlib->avail_in == 0)
    return;
  if (*zlib->next_in == 0x1f && inflateReset (zlib) == Z_OK)
    self->place = IN_MEMBER;
  else
    fail (self, "something else follows the compressed data");
}

static void
unpack (Gzip *self)
{
  int code = inflate (&self->zlib, Z_NO_FLUSH);

  if (code == Z_STREAM_END)
    self->place = BEFORE_MEMBER;
  else if (code != Z_OK && code != Z_BUF_ERROR)
    fail (self, "the compressed data is damaged");
}

static gssize
gzip_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Gzip *self = impl;
  guint room = (guint) MIN (len, (gsize) OUT_MAX);

  self->zlib.next_out = buf;
  self->zlib.avail_out = room;
  while (self->zlib.avail_out > 0 && self->place != AT_END && self->failure == NULL)
    {
      if (self->zlib.avail_in == 0)
        fill (self);
      else if (self->place == BEFORE_MEMBER)
        find_member (self);
      else
        unpack (self);
    }
  if (self->zlib.avail_out == room && self->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return -1;
    }
  return (gssize) (room - self->zlib.avail_out);
}

static void
gzip_free (gpointer impl)
{
  Gzip *self = impl;

  (void) inflateEnd (&self->zlib);
  g_clear_error (&self->failure);
  g_free (self->block);
  g_free (self);
}

static const MspStreamClass gzip_class = { gzip_read, NULL, gzip_free };

MspStream *
msp_gzip_new (MspStream *packed)
{
  Gzip *self = g_new0 (Gzip, 1);

  self->packed = packed;
  self->block = g_malloc (BLOCK);
  /* Without memory GLib's allocations end the program, and so does this. */
  if (inflateInit2 (&self->zlib, WINDOW_GZIP) != Z_OK)
    g_error ("zlib cannot begin");
  return msp_stream_new (&gzip_class, self, -1);
}
