/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Opens evidence without a trace: its access times stay. */

/* openat for reading, flags besides; the access time is kept where the system lets us (only owners may ask for that), else set as
   the file system does. Descriptor or -1 with errno. */
int msp_quiet_open (int at_fd, const char *path, int flags);
