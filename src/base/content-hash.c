/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/content-hash.h"

#include <sodium.h>
#include <string.h>
#include <xxhash.h>

#define SECRET_LEN 192

struct _MspContentHash {
  XXH3_state_t *state;
  guint8        secret[SECRET_LEN];
};

MspContentHash *
msp_content_hash_new (void)
{
  MspContentHash *self = g_new0 (MspContentHash, 1);

  self->state = XXH3_createState ();
  if (self->state == NULL)
    g_error ("out of memory");
  randombytes_buf (self->secret, sizeof self->secret);
  return self;
}

void
msp_content_hash_begin (MspContentHash *self)
{
  XXH3_128bits_reset_withSecret (self->state, self->secret, sizeof self->secret);
}

void
msp_content_hash_add (MspContentHash *self, MspSpan piece)
{
  guint64 len = piece.len;

  XXH3_128bits_update (self->state, &len, sizeof len);
  if (piece.len > 0)
    XXH3_128bits_update (self->state, piece.data, piece.len);
}

void
msp_content_hash_string (MspContentHash *self, const char *string)
{
  guint8 known = string != NULL;

  XXH3_128bits_update (self->state, &known, sizeof known);
  if (known)
    msp_content_hash_add (self, msp_span_new (string, strlen (string)));
}

MspContentKey
msp_content_hash_end (MspContentHash *self)
{
  XXH128_hash_t hash = XXH3_128bits_digest (self->state);

  return (MspContentKey) { hash.low64, hash.high64 };
}

guint64
msp_content_hash_short (const MspContentHash *self, MspSpan piece)
{
  return XXH3_64bits_withSecret (piece.data, piece.len, self->secret, sizeof self->secret);
}

void
msp_content_hash_free (MspContentHash *self)
{
  if (self == NULL)
    return;
  XXH3_freeState (self->state);
  sodium_memzero (self->secret, sizeof self->secret);
  g_free (self);
}
