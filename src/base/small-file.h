/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files that a person writes: rules, policies. Small by nature, so that a mistaken /dev/zero costs nothing. */

#include <glib.h>

#define MSP_SMALL_FILE_MAX (16 * 1024 * 1024)

/* The whole file, a NUL behind it; caller owns. NULL with G_FILE_ERROR (FAILED beyond the maximum) or G_IO_ERROR. */
char *msp_small_file_read (const char *path, gsize *out_len, GError **error);
