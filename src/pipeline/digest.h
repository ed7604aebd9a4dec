/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Hashes of files that an export names, for comparing: only these are read a second time. */

#include <glib.h>

#include "base/stream.h"
#include "source/walk.h"

/* Called between blocks, so that whoever waits knows that there is life; FALSE with error ends the reading. */
typedef gboolean (*MspDigestTick) (gpointer data, GError **error);

/* Reads stream to its end: 32 hexadecimal digits of its MD5, or 64 of its SHA-256; caller owns. */
char    *msp_digest_stream (MspStream *stream, gboolean sha256, MspDigestTick tick, gpointer data, GError **error);

/* The file that a path means which the file at from states: below from's folder or one of the two above it, never outside the root,
   without following links. NULL if there is none. */
MspFile *msp_digest_find   (const MspFile *from, const char *path);
