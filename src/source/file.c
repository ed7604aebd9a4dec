/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error-text.h"
#include "source/quiet-open.h"
#include "source/walk.h"

/* O_NONBLOCK: what was a file when it was listed can be a pipe without writer by now. */
static int
open_file (const MspFile *file, struct stat *out_info)
{
  if (file->real_path == NULL)
    {
      int fd = fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 3);

      return fd >= 0 && fstat (fd, out_info) == 0 ? fd : -1;
    }
  int fd = file->is_pipe ? open (file->real_path, O_RDONLY | O_CLOEXEC)
                         : msp_quiet_open (AT_FDCWD, file->real_path, O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return -1;
  if (fstat (fd, out_info) == 0 && (file->is_pipe || S_ISREG (out_info->st_mode)))
    return fd;
  (void) close (fd);
  errno = EINVAL;
  return -1;
}

/* Of standard input, what others have read before us is not ours. */
MspStream *
msp_file_open (const MspFile *file, GError **error)
{
  struct stat info;
  int fd = open_file (file, &info);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "cannot open '%s': %s", file->path,
                   code == EINVAL ? "it is no regular file" : msp_error_text (code));
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    return msp_stream_new_for_fd (fd, -1);
  return msp_stream_new_for_fd (fd, (gint64) info.st_size - CLAMP (lseek (fd, 0, SEEK_CUR), 0, info.st_size));
}

void
msp_file_free (MspFile *file)
{
  if (file == NULL)
    return;
  g_free (file->path);
  g_free (file->real_path);
  g_free (file->detail);
  g_free (file);
}
