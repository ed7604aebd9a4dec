/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The report formats: one row each. */

#include <glib.h>

#include "store/query.h"

typedef struct {
  const char *name;          /* as in --format */
  gboolean    to_folder;     /* several files: the target is a folder and must be given */
  /* target NULL is standard output. colour counts for text on standard output only. G_FILE_ERROR, MSP_STORE_ERROR. */
  gboolean  (*write) (MspCase *source, const MspFilter *filter, const char *target, gboolean colour, GError **error);
} MspFormat;

/* Ended by a row without name. */
const MspFormat *msp_formats_get_table (void);

/* NULL if there is none of this name. */
const MspFormat *msp_formats_find      (const char *name);
