/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLUSH_AT (256 * 1024)

struct _MspOutput {
  int      fd;
  char    *path;        /* NULL: standard output */
  char    *temporary;   /* NULL: written in place, or published, or without a name yet */
  gboolean nameless;    /* an interrupted report leaves nothing behind */
  GString *buffer;
};

static gboolean
fail (const MspOutput *self, GError **error)
{
  int code = errno;

  if (self->path != NULL)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), _("cannot write '%s': %s"), self->path, g_strerror (code));
  else
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), _("cannot write to standard output: %s"), g_strerror (code));
  return FALSE;
}

static char *
dup_hidden (const MspOutput *self, const char *end)
{
  g_autofree char *folder = g_path_get_dirname (self->path), *hidden = g_strconcat (".mailspill-", end, NULL);

  return g_build_filename (folder, hidden, NULL);
}

/* Not every file system has files without a name, and without /proc they could not get one. */
static gboolean
open_temporary (MspOutput *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path), *temporary = dup_hidden (self, "XXXXXX");

  self->fd = access ("/proc/self/fd", X_OK) == 0 ? open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) : -1;
  self->nameless = self->fd >= 0;
  if (self->nameless)
    return TRUE;
  self->fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (self->fd < 0)
    return fail (self, error);
  self->temporary = g_steal_pointer (&temporary);
  return TRUE;
}

/* A link takes no other file's place, so the name is a hidden one that publishing exchanges. */
static gboolean
give_name (MspOutput *self)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *end = g_strdup_printf ("%06x", g_random_int () & 0xffffff), *name = dup_hidden (self, end);

      if (linkat (AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
        {
          self->temporary = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

MspOutput *
msp_output_new (const char *path, GError **error)
{
  g_autoptr (MspOutput) self = g_new0 (MspOutput, 1);
  struct stat info;

  self->fd = STDOUT_FILENO;
  self->path = g_strdup (path);
  self->buffer = g_string_new (NULL);
  if (path == NULL)
    return g_steal_pointer (&self);
  if (stat (path, &info) != 0 || S_ISREG (info.st_mode))
    return open_temporary (self, error) ? g_steal_pointer (&self) : NULL;
  self->fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (self->fd >= 0)
    return g_steal_pointer (&self);
  fail (self, error);
  return NULL;
}

GString *
msp_output_get_buffer (MspOutput *self)
{
  return self->buffer;
}

static gboolean
write_buffer (MspOutput *self, GError **error)
{
  const char *data = self->buffer->str;
  gsize left = self->buffer->len;

  while (left > 0)
    {
      gssize n = write (self->fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, error);
      data += n;
      left -= (gsize) n;
    }
  g_string_truncate (self->buffer, 0);
  return TRUE;
}

gboolean
msp_output_flush (MspOutput *self, GError **error)
{
  return self->buffer->len < FLUSH_AT || write_buffer (self, error);
}

gboolean
msp_output_close (MspOutput *self, GError **error)
{
  if (!write_buffer (self, error))
    return FALSE;
  if ((self->nameless || self->temporary != NULL) && fsync (self->fd) != 0)
    return fail (self, error);
  if (self->nameless && !give_name (self))
    return fail (self, error);
  if (self->path == NULL)
    return TRUE;
  int code = close (self->fd);
  self->fd = -1;
  return code == 0 || fail (self, error);
}

gboolean
msp_output_publish (MspOutput *self, GError **error)
{
  if (self->temporary == NULL)
    return TRUE;
  if (g_rename (self->temporary, self->path) != 0)
    return fail (self, error);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

void
msp_output_free (MspOutput *self)
{
  if (self == NULL)
    return;
  if (self->path != NULL && self->fd >= 0)
    (void) close (self->fd);
  if (self->temporary != NULL)
    (void) g_unlink (self->temporary);
  if (self->buffer != NULL)
    g_string_free (self->buffer, TRUE);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}
