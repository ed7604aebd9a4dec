/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* SHA-256 (FIPS 180-4) of a stream of bytes: with the processor's own instructions where it has them, else GLib's. */

#include <glib.h>

#define MSP_SHA256_BLOCK 64   /* bytes */

typedef struct _MspSha256 MspSha256;

/* portable: leave the processor's instructions alone, for tests. */
MspSha256 *msp_sha256_new    (gboolean portable);
void       msp_sha256_update (MspSha256 *self, const void *data, gsize len);

/* The same as two calls, len bytes for each, in two thirds of the time where both streams stand at a multiple of 64 bytes. */
void       msp_sha256_update_both (MspSha256 *self, const void *data, MspSha256 *other, const void *other_data, gsize len);

/* All at once, without memory of its own where the processor has the instructions. */
void       msp_sha256_digest (const void *data, gsize len, guint8 out_digest[32]);

/* 64 hexadecimal digits, caller owns. Call once, last. */
char      *msp_sha256_finish (MspSha256 *self);
void       msp_sha256_free   (MspSha256 *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspSha256, msp_sha256_free)
