/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/small-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>

#include "base/stream.h"

char *
msp_small_file_read (const char *path, gsize *out_len, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC), code = errno;
  g_autofree char *text = NULL;
  gssize n;

  if (fd < 0)
    {
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), _("cannot open '%s': %s"), path,
                   g_strerror (code));
      return NULL;
    }
  g_autoptr (MspStream) stream = msp_stream_new_for_fd (fd, -1);
  text = g_malloc (MSP_SMALL_FILE_MAX + 1);
  n = msp_stream_read (stream, text, MSP_SMALL_FILE_MAX + 1, error);
  if (n < 0)
    {
      g_prefix_error (error, "'%s': ", path);
      return NULL;
    }
  if (n > MSP_SMALL_FILE_MAX)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("'%s' is longer than %d bytes"), path, MSP_SMALL_FILE_MAX);
      return NULL;
    }
  text[n] = '\0';
  *out_len = (gsize) n;
  return g_realloc (g_steal_pointer (&text), (gsize) n + 1);
}
