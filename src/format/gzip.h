/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Unpacks gzip (RFC 1952). libarchive's own reader forgets up to 64 KiB that it unpacked before it met a cut, and never looks
   at the checksum: here every byte before the damage is given out. */

#include "base/stream.h"

/* Borrows packed. All members are read, as one; NUL bytes behind the last are padding. Where the data is cut, contradicts
   itself or is followed by something else, MSP_ARCHIVE_ERROR_CORRUPT comes behind the good bytes; errors of packed are passed
   on. */
MspStream *msp_gzip_new (MspStream *packed);
