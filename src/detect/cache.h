/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Keeps compiled pattern sets in a folder. A file is trusted only if it is ours, carries the same key and its checksum fits: any
   doubt, and it is as if there were none. Writing is best effort. */

#include <glib.h>

/* The payload stored under key (hexadecimal), or NULL. */
GBytes *msp_cache_read  (const char *cache_dir, const char *key);

/* Replaces the file as a whole, mode 0600; makes the folder (0700) if need be. */
void    msp_cache_write (const char *cache_dir, const char *key, const void *data, gsize len);
