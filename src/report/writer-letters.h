/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* letters.csv: names and addresses of those affected as they are, for letters to them. */

#include <glib.h>

#include "people/roster.h"
#include "pipeline/reveal.h"

typedef struct {
  guint64 people;      /* rows: subjects and third parties */
  guint64 addressed;   /* with a name and a postal or e-mail address */
  guint64 unread;      /* whose sources could not be read, or not all that was wanted of them */
} MspLettersCounts;

/* Reads the sources again and writes the table to path, of mode 0600. Who cannot be written to is listed with the reason.
   MSP_PIPELINE_ERROR, G_FILE_ERROR. */
gboolean msp_writer_letters_write (MspRoster *roster, MspReread *reread, const char *path, MspLettersCounts *out_counts,
                                   GError **error);
