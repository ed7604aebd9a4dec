/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a compressed file holds, as one stream: gzip, bzip2, xz, zstd and all else of archive-kind.h that has an extension. */

#include "base/stream.h"
#include "format/archive-kind.h"

/* Borrows packed, which begins here. Can seek if packed can, by unpacking again up to there. Where the data is damaged,
   reading fails with MSP_ARCHIVE_ERROR behind the good bytes. NULL, with the same error, if not even its beginning can be understood. */
MspStream *msp_unpacked_new (MspStream *packed, const MspArchiveKind *kind, GError **error);
