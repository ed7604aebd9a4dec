/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/keyed-hash.h"

#include <sodium.h>

#include "base/sha256.h"

G_STATIC_ASSERT (MSP_KEY_LEN == crypto_auth_hmacsha256_KEYBYTES);
G_STATIC_ASSERT (MSP_VALUE_KEY_LEN == crypto_auth_hmacsha256_BYTES);

struct _MspKeyedHash {
  crypto_auth_hmacsha256_state state;
};

static void
init (MspKeyedHash *self, const guint8 key[MSP_KEY_LEN])
{
  crypto_auth_hmacsha256_init (&self->state, key, MSP_KEY_LEN);
}

MspKeyedHash *
msp_keyed_hash_new (const guint8 key[MSP_KEY_LEN])
{
  MspKeyedHash *self = g_new (MspKeyedHash, 1);

  init (self, key);
  return self;
}

void
msp_keyed_hash_make (const MspKeyedHash *self, const char *type, MspSpan value, guint8 out_hash[MSP_VALUE_KEY_LEN])
{
  crypto_auth_hmacsha256_state state = self->state;

  crypto_auth_hmacsha256_update (&state, (const unsigned char *) type, strlen (type) + 1);
  crypto_auth_hmacsha256_update (&state, (const unsigned char *) value.data, value.len);
  crypto_auth_hmacsha256_final (&state, out_hash);
  sodium_memzero (&state, sizeof state);
}

void
msp_keyed_hash_free (MspKeyedHash *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

void
msp_keyed_hash_value (const guint8 key[MSP_KEY_LEN], const char *type, MspSpan value, guint8 out_hash[MSP_VALUE_KEY_LEN])
{
  MspKeyedHash self;

  init (&self, key);
  msp_keyed_hash_make (&self, type, value, out_hash);
  sodium_memzero (&self, sizeof self);
}

void
msp_keyed_hash_new_key (guint8 key[MSP_KEY_LEN])
{
  if (sodium_init () < 0)
    g_error ("the system has no source of random bytes");
  randombytes_buf (key, MSP_KEY_LEN);
}

char *
msp_hash_dup_id (const char *text)
{
  guint8 digest[32];
  char hex[21];

  msp_sha256_digest (text, strlen (text), digest);
  sodium_bin2hex (hex, sizeof hex, digest, 10);
  return g_strdup (hex);
}

void
msp_hash_sha256 (MspSpan bytes, guint8 out_hash[32])
{
  msp_sha256_digest (bytes.data, bytes.len, out_hash);
}
