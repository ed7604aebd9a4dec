/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The secret of a case: 32 random bytes in a file of mode 0600. Without it the hashes in the case cannot be linked to values. */

#include <glib.h>

#include "base/keyed-hash.h"

/* Reads the key of a regular file that nobody else may read. MSP_STORE_ERROR_KEY. */
gboolean msp_key_file_read   (const char *path, guint8 key[MSP_KEY_LEN], GError **error);

/* Makes a new key file; it must not exist. MSP_STORE_ERROR_KEY, or _FULL. */
/* A new file with this key. */
gboolean msp_key_file_write  (const char *path, const guint8 key[MSP_KEY_LEN], GError **error);

gboolean msp_key_file_create (const char *path, guint8 key[MSP_KEY_LEN], GError **error);

/* Reads the key at path, or makes one if there is none; of many processes that do so at the same time, on whatever machines,
   all get the same. */
gboolean msp_key_file_share  (const char *path, guint8 key[MSP_KEY_LEN], GError **error);
