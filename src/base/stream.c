/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/stream.h"

#include <errno.h>
#include <gio/gio.h>
#include <unistd.h>

#include "base/error-text.h"

struct _MspStream {
  const MspStreamClass *klass;
  gpointer              impl;
  gint64                size;
  guint64               position;   /* of the first byte in ahead */
  char                 *ahead;
  gsize                 ahead_start, ahead_end;
  GError               *failure;    /* met after bytes that were still given out; reported by the next call that reads */
};

MspStream *
msp_stream_new (const MspStreamClass *klass, gpointer impl, gint64 size)
{
  MspStream *self = g_new0 (MspStream, 1);

  self->klass = klass;
  self->impl = impl;
  self->size = size;
  return self;
}

static gssize
fd_read (gpointer impl, void *buf, gsize len, GError **error)
{
  gssize n = read (GPOINTER_TO_INT (impl), buf, len);

  /* EINTR too: only signals that end the scan interrupt, and waiting on for a silent pipe would keep it from ending. */
  if (n < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "cannot read: %s", msp_error_text (code));
    }
  return n;
}

static gboolean
fd_seek (gpointer impl, guint64 offset, GError **error)
{
  if (lseek (GPOINTER_TO_INT (impl), (off_t) offset, SEEK_SET) >= 0)
    return TRUE;
  int code = errno;
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "cannot seek: %s", msp_error_text (code));
  return FALSE;
}

static void
fd_free (gpointer impl)
{
  (void) close (GPOINTER_TO_INT (impl));
}

static const MspStreamClass fd_class = { fd_read, fd_seek, fd_free };
static const MspStreamClass pipe_class = { fd_read, NULL, fd_free };

MspStream *
msp_stream_new_for_fd (int fd, gint64 size)
{
  gboolean seekable = lseek (fd, 0, SEEK_CUR) >= 0;

  return msp_stream_new (seekable ? &fd_class : &pipe_class, GINT_TO_POINTER (fd), size);
}

typedef struct {
  GBytes *bytes;
  gsize   at;
} MemoryImpl;

static gssize
memory_read (gpointer impl, void *buf, gsize len, GError **error)
{
  MemoryImpl *memory = impl;
  gsize size;
  const char *data = g_bytes_get_data (memory->bytes, &size);
  gsize n = MIN (len, size - memory->at);

  if (n > 0)
    memcpy (buf, data + memory->at, n);
  memory->at += n;
  return (gssize) n;
}

static gboolean
memory_seek (gpointer impl, guint64 offset, GError **error)
{
  MemoryImpl *memory = impl;

  memory->at = (gsize) MIN (offset, (guint64) g_bytes_get_size (memory->bytes));
  return TRUE;
}

static void
memory_free (gpointer impl)
{
  MemoryImpl *memory = impl;

  g_bytes_unref (memory->bytes);
  g_free (memory);
}

static const MspStreamClass memory_class = { memory_read, memory_seek, memory_free };

MspStream *
msp_stream_new_for_bytes (GBytes *bytes)
{
  MemoryImpl *memory = g_new0 (MemoryImpl, 1);

  memory->bytes = g_bytes_ref (bytes);
  return msp_stream_new (&memory_class, memory, (gint64) g_bytes_get_size (bytes));
}

/* Reads until len bytes are there, the source ends or fails. A failure behind good bytes waits for the next call. */
static gssize
read_full (MspStream *self, char *buf, gsize len, GError **error)
{
  gsize done = 0;

  if (self->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      return -1;
    }
  while (done < len)
    {
      gssize n = self->klass->read (self->impl, buf + done, len - done, done > 0 ? &self->failure : error);

      if (n < 0)
        return done > 0 ? (gssize) done : -1;
      if (n == 0)
        break;
      done += (gsize) n;
    }
  return (gssize) done;
}

gssize
msp_stream_read (MspStream *self, void *buf, gsize len, GError **error)
{
  gsize ready = MIN (len, self->ahead_end - self->ahead_start);

  if (ready > 0)
    memcpy (buf, self->ahead + self->ahead_start, ready);
  self->ahead_start += ready;
  self->position += ready;
  if (ready == len)
    return (gssize) ready;
  gssize n = read_full (self, (char *) buf + ready, len - ready, ready > 0 ? &self->failure : error);
  if (n < 0)
    return ready > 0 ? (gssize) ready : -1;
  self->position += (guint64) n;
  return (gssize) ready + n;
}

gboolean
msp_stream_peek (MspStream *self, gsize want, MspSpan *out_span, GError **error)
{
  want = MIN (want, (gsize) MSP_STREAM_PEEK_MAX);
  if (self->ahead == NULL)
    self->ahead = g_malloc (MSP_STREAM_PEEK_MAX);
  gsize have = self->ahead_end - self->ahead_start;
  if (have < want)
    {
      memmove (self->ahead, self->ahead + self->ahead_start, have);
      self->ahead_start = 0;
      self->ahead_end = have;
      gssize n = read_full (self, self->ahead + have, want - have, have > 0 ? &self->failure : error);
      if (n < 0 && have == 0)
        return FALSE;
      self->ahead_end += (gsize) MAX (n, 0);
      have = self->ahead_end;
    }
  *out_span = msp_span_new (self->ahead + self->ahead_start, MIN (want, have));
  return TRUE;
}

gboolean
msp_stream_can_seek (const MspStream *self)
{
  return self->klass->seek != NULL;
}

gboolean
msp_stream_seek (MspStream *self, guint64 offset, GError **error)
{
  g_return_val_if_fail (msp_stream_can_seek (self), FALSE);
  if (!self->klass->seek (self->impl, offset, error))
    return FALSE;
  g_clear_error (&self->failure);
  self->ahead_start = self->ahead_end = 0;
  self->position = offset;
  return TRUE;
}

guint64
msp_stream_tell (const MspStream *self)
{
  return self->position;
}

gint64
msp_stream_get_size (const MspStream *self)
{
  return self->size;
}

gboolean
msp_stream_charge (MspStream *self, guint64 bytes)
{
  return self->klass->charge == NULL || self->klass->charge (self->impl, bytes);
}

void
msp_stream_free (MspStream *self)
{
  if (self == NULL)
    return;
  if (self->klass->free != NULL)
    self->klass->free (self->impl);
  g_clear_error (&self->failure);
  g_free (self->ahead);
  g_free (self);
}
