/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Hashes with a secret key. A plain hash of a nine-digit number is reversed in seconds, so none leaves the tool. */

#include <glib.h>

#include "base/span.h"

#define MSP_KEY_LEN 32
#define MSP_VALUE_KEY_LEN 32

/* HMAC-SHA-256 (RFC 2104) of type, a NUL byte and the normalised value. */
void msp_keyed_hash_value (const guint8 key[MSP_KEY_LEN], const char *type, MspSpan value, guint8 out_hash[MSP_VALUE_KEY_LEN]);

/* A key that stands ready: half of the work for a short value is the key's. */
typedef struct _MspKeyedHash MspKeyedHash;

MspKeyedHash *msp_keyed_hash_new  (const guint8 key[MSP_KEY_LEN]);
void          msp_keyed_hash_make (const MspKeyedHash *self, const char *type, MspSpan value, guint8 out_hash[MSP_VALUE_KEY_LEN]);
void          msp_keyed_hash_free (MspKeyedHash *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspKeyedHash, msp_keyed_hash_free)

/* Fills key from the system's random source. */
void msp_keyed_hash_new_key (guint8 key[MSP_KEY_LEN]);

/* The first 10 bytes of SHA-256 in hexadecimal (20 digits): a stable id of something that is no secret, such as a locator. */
char *msp_hash_dup_id (const char *text);

/* SHA-256 of bytes, for checksums that are made of it; no secret is safe behind it. */
void msp_hash_sha256 (MspSpan bytes, guint8 out_hash[32]);
