/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A fast keyed 128-bit hash (XXH3) that tells whether the same bytes were met before in this process. It is no signature: it is
   never stored, and the secret is new in each process so that nobody can prepare two contents with one hash. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  guint64 low, high;
} MspContentKey;

typedef struct _MspContentHash MspContentHash;

/* With a new secret from the system's random source. */
MspContentHash *msp_content_hash_new    (void);

/* Begins a key; then every piece that makes the content what it is, each with its length; then the key of them all. */
void            msp_content_hash_begin  (MspContentHash *self);
void            msp_content_hash_add    (MspContentHash *self, MspSpan piece);

/* A string that may be NULL, which is another piece than "". */
void            msp_content_hash_string (MspContentHash *self, const char *string);
MspContentKey   msp_content_hash_end    (MspContentHash *self);

/* Of one short piece, as fast as can be. */
guint64         msp_content_hash_short  (const MspContentHash *self, MspSpan piece);
void            msp_content_hash_free   (MspContentHash *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspContentHash, msp_content_hash_free)
