/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/quiet-open.h"

#include <errno.h>
#include <fcntl.h>

int
msp_quiet_open (int at_fd, const char *path, int flags)
{
  int fd = openat (at_fd, path, flags | O_RDONLY | O_CLOEXEC | O_NOATIME);

  return fd < 0 && errno == EPERM ? openat (at_fd, path, flags | O_RDONLY | O_CLOEXEC) : fd;
}
