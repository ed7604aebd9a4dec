/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A small case made of invented records, and a folder of its own to lie in. */

#include "store/case.h"

/* As scratch_new and scratch_remove. */
char    *sample_case_dup_folder (void);
void     sample_case_remove     (const char *folder);

/* Creates path with key_file (or NULL) and leaves it unfinished. */
MspCase *sample_case_begin      (const char *path, const char *key_file);

/* One mailbox of three mails, a nested archive with a document, a damaged file; hostile strings in each place. */
void     sample_case_fill       (MspSink *sink);

/* begin, fill, finish; stops the test when something fails. */
MspCase *sample_case_new        (const char *path, const char *key_file);

/* The same records, the sources in another order. */
MspCase *sample_case_new_reversed (const char *path);

/* A third of the records, whole files of them: shard is 0, 1 or 2. */
MspCase *sample_case_new_shard  (const char *path, const char *key_file, guint shard);
