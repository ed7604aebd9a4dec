/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A temporary file without a name, one for the process, for what must be sought in and is too large for memory. What is in it is
   gone with the process, however that ends. Not for several threads. */

#include <glib.h>

#include "base/stream.h"

/* Makes the file in directory; not again once there is one. FALSE if there can be none, which msp_spool_get_failure explains.
   beat: counted up with each block that is written, or NULL; must stay. */
gboolean    msp_spool_open        (const char *directory, volatile guint64 *beat);

/* Its descriptor, or -1. */
int         msp_spool_get_fd      (void);

/* Why there is no file or why the last msp_spool_take was not whole, in English: "No space left on device". Borrowed. */
const char *msp_spool_get_failure (void);

/* Takes what is left of source: up to held bytes into memory, more into the file. The stream that is returned has what was taken,
   caller owns. *out_whole: it has all and can seek. If not, either source failed (error is set) or there is no room: then the rest is
   still in source. */
MspStream  *msp_spool_take        (MspStream *source, gsize held, gboolean *out_whole, GError **error);

/* Closes the file; no stream may be left. */
void        msp_spool_close       (void);
