/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Messages of which one question is asked together, so that their sources are opened once: few at a time for memory's sake, but those of
   one file together. */

#include <glib.h>

typedef struct {
  GStringChunk *strings;
  GPtrArray    *locators;   /* in strings */
} MspBatch;

void     msp_batch_init    (MspBatch *self);

/* Whether the question should be asked before locator, which may be the last one again, is added. */
gboolean msp_batch_is_full (const MspBatch *self, const char *locator);

/* Adds a copy of locator, unless it is the last one; its index. */
gsize    msp_batch_add     (MspBatch *self, const char *locator);
void     msp_batch_empty   (MspBatch *self);
void     msp_batch_clear   (MspBatch *self);
