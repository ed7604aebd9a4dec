/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What reading an archive or compressed data fails with. Its words go into the case, so they are English. */

#include <glib.h>

#define MSP_ARCHIVE_ERROR (msp_archive_error_quark ())
typedef enum {
  MSP_ARCHIVE_ERROR_CORRUPT,
  MSP_ARCHIVE_ERROR_ENCRYPTED,
  MSP_ARCHIVE_ERROR_UNSUPPORTED,
  MSP_ARCHIVE_ERROR_LIMIT,
  MSP_ARCHIVE_ERROR_IO,
} MspArchiveError;
GQuark msp_archive_error_quark (void);

/* Sets LIMIT; limit is the name of --max-NAME. */
void   msp_archive_error_set_limit (GError **error, const char *limit);

/* Passes on what the stream below failed with: as it is if it is of MSP_ARCHIVE_ERROR, else as IO. */
void   msp_archive_error_pass_on   (GError **error, const GError *cause);
