/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What an archive holds. */

#include "base/stream.h"

typedef enum {
  MSP_ARCHIVE_FILE,
  MSP_ARCHIVE_ENCRYPTED_FILE,   /* no stream */
  MSP_ARCHIVE_DAMAGED_FILE,     /* its header cannot be understood, no stream */
  MSP_ARCHIVE_LINK,             /* symbolic or hard, no stream */
  MSP_ARCHIVE_SPECIAL,          /* device, pipe, socket, no stream */
} MspArchiveEntryKind;

typedef struct {
  MspArchiveEntryKind kind;
  const char         *name;    /* raw bytes as stored, as msp_archive_names_add makes them unique in this archive */
  gint64              size;    /* as stated, -1 if unknown */
  gint64              mtime;   /* or G_MININT64 */
  MspStream          *stream;  /* borrowed until the next call; a failed read is of MSP_ARCHIVE_ERROR, behind all good bytes */
} MspArchiveEntry;
