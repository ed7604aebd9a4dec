/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files in a scratch directory. */

#include <glib.h>

/* A new empty directory; caller owns the name. */
char *scratch_new   (void);

/* Writes len bytes to name below directory, making the directories between; caller owns the path. */
char *scratch_write (const char *directory, const char *name, const char *data, gssize len);

/* Removes directory with everything in it; what links in it lead to stays. */
void  scratch_remove (const char *directory);
