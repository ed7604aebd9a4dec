/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names for the entries of one archive: data, never paths to write to. */

#include <glib.h>

/* Bytes of the longest name that is kept whole. Every locator of what is in an entry repeats its name. */
#define MSP_ARCHIVE_NAME_MAX 1024

typedef struct {
  GHashTable *seen;      /* hashes of the names given out */
  char       *current;
} MspArchiveNames;

void        msp_archive_names_init      (MspArchiveNames *self);

/* stored, made unique by "~" and number, which is the entry's; the middle of a longer name than the maximum gives way to its number.
   Borrowed until the next call. */
const char *msp_archive_names_add       (MspArchiveNames *self, const char *stored, guint number);
void        msp_archive_names_clear     (MspArchiveNames *self);

/* What a compressed file named name holds, extension being of its kind: "mail.mbox" of "mail.mbox.gz", "mail.tar" of "mail.tgz".
   Caller owns it. */
char       *msp_archive_names_make_stem (const char *extension, const char *name);
