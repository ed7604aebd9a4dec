/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* SHA-256 (FIPS 180-4) of input files, computed on a thread of its own beside the scan, so that its cost can be told apart. */

#include <glib.h>

typedef struct _MspManifest MspManifest;

MspManifest *msp_manifest_new  (void);

/* Queues a file; returns at once. */
void         msp_manifest_add  (MspManifest *self, const char *real_path);

/* Waits for the file queued under this path: 64 hexadecimal digits, caller owns; NULL with G_IO_ERROR if it could not be read,
   in English. */
char        *msp_manifest_take (MspManifest *self, const char *real_path, GError **error);

/* CPU seconds spent on the files hashed so far. */
double       msp_manifest_get_cpu_seconds (MspManifest *self);

void         msp_manifest_free (MspManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspManifest, msp_manifest_free)
