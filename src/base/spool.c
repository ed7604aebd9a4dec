/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/error-text.h"

#define BLOCK (128 * 1024)

/* The case is written to the same disk: so much is left to it, and looked for every so often. */
#define RESERVE (G_GUINT64_CONSTANT (64) << 20)

/* Streams that are open at a time lie one behind the other. */
static struct {
  int               fd;       /* plus one: 0 is none */
  guint64           end;
  guint             live;     /* streams */
  int               failure;
  volatile guint64 *beat;
} spool;

/* A part of the file, and what there was no room for. */
typedef struct {
  guint64 start, size, at;
  char   *tail;
  gsize   tail_len;
} Piece;

static int
make_file (const char *directory)
{
#if defined (O_TMPFILE)
  int unnamed = open (directory, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);

  if (unnamed >= 0)
    return unnamed;
#endif
  g_autofree char *name = g_build_filename (directory, ".mailspill-XXXXXX", NULL);
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    (void) unlink (name);
  return fd;
}

gboolean
msp_spool_open (const char *directory, volatile guint64 *beat)
{
  if (spool.fd == 0)
    {
      /* A file that grows beyond a limit of the system is an error like a full disk. */
      (void) signal (SIGXFSZ, SIG_IGN);
      spool.fd = make_file (directory) + 1;
      spool.failure = spool.fd == 0 ? errno : 0;
    }
  spool.beat = beat;
  return spool.fd != 0;
}

int
msp_spool_get_fd (void)
{
  return spool.fd - 1;
}

const char *
msp_spool_get_failure (void)
{
  return spool.failure != 0 ? msp_error_text (spool.failure) : "there is none";
}

void
msp_spool_close (void)
{
  if (spool.fd != 0)
    (void) close (spool.fd - 1);
  memset (&spool, 0, sizeof spool);
}

static gssize
piece_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Piece *self = impl;
  gssize n;

  if (self->at >= self->size)
    {
      gsize done = (gsize) MIN (self->at - self->size, (guint64) self->tail_len);

      n = (gssize) MIN (len, self->tail_len - done);
      if (n > 0)
        memcpy (buf, self->tail + done, (gsize) n);
    }
  else
    n = pread (spool.fd - 1, buf, (gsize) MIN ((guint64) len, self->size - self->at), (off_t) (self->start + self->at));
  if (n < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "cannot read: %s", msp_error_text (code));
    }
  self->at += (guint64) MAX (n, 0);
  return n;
}

static gboolean
piece_seek (gpointer impl, guint64 offset, GError **error)
{
  Piece *self = impl;

  self->at = MIN (offset, self->size + self->tail_len);
  return TRUE;
}

/* What is left free in the middle is taken back with the last stream. */
static void
piece_free (gpointer impl)
{
  Piece *self = impl;

  spool.live--;
  if (spool.live == 0)
    spool.end = 0;
  else if (self->start + self->size == spool.end)
    spool.end = self->start;
  (void) !ftruncate (spool.fd - 1, (off_t) spool.end);
  g_free (self->tail);
  g_free (self);
}

static const MspStreamClass piece_class = { .read = piece_read, .seek = piece_seek, .free = piece_free };

static gboolean
has_room (guint64 before, gsize len)
{
  struct statvfs info;

  return (before > 0 && before / RESERVE == (before + len) / RESERVE) || fstatvfs (spool.fd - 1, &info) != 0
         || (guint64) info.f_bavail > 2 * RESERVE / MAX (info.f_frsize, 1);
}

static gboolean
write_all (guint64 place, const char *data, gsize len)
{
  while (len > 0)
    {
      gssize n = pwrite (spool.fd - 1, data, len, (off_t) place);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          spool.failure = n < 0 ? errno : ENOSPC;
          return FALSE;
        }
      data += n;
      place += (guint64) n;
      len -= (gsize) n;
    }
  return TRUE;
}

static gboolean
put (Piece *self, const void *data, gsize len)
{
  gboolean has = has_room (self->size, len);

  spool.failure = has ? 0 : ENOSPC;
  if (spool.beat != NULL)
    ++*spool.beat;
  if (has && write_all (self->start + self->size, data, len))
    {
      self->size += len;
      spool.end = self->start + self->size;
      return TRUE;
    }
  self->tail = g_memdup2 (data, len);
  self->tail_len = len;
  return FALSE;
}

/* head goes before the rest of source. */
static MspStream *
take_to_file (MspStream *source, const GByteArray *head, char *block, gboolean *out_whole, GError **error)
{
  Piece *piece = g_new0 (Piece, 1);
  gssize n = 0;

  piece->start = spool.end;
  spool.live++;
  gboolean goes_on = put (piece, head->data, head->len);
  while (goes_on && (n = msp_stream_read (source, block, BLOCK, error)) > 0)
    goes_on = put (piece, block, (gsize) n);
  *out_whole = goes_on && n == 0;
  return msp_stream_new (&piece_class, piece, (gint64) (piece->size + piece->tail_len));
}

MspStream *
msp_spool_take (MspStream *source, gsize held, gboolean *out_whole, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  g_autoptr (GByteArray) head = g_byte_array_new ();
  gssize n = 0;

  while (head->len <= held && (n = msp_stream_read (source, block, BLOCK, error)) > 0)
    g_byte_array_append (head, (const guint8 *) block, (guint) n);
  *out_whole = n == 0;
  if (n > 0 && spool.fd != 0)
    return take_to_file (source, head, block, out_whole, error);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&head));
  return msp_stream_new_for_bytes (bytes);
}
