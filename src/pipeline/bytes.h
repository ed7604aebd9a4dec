/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Numbers and strings as bytes for another process of this machine, and back, where the other one is not trusted. */

#include <glib.h>

#include "base/span.h"

/* Each appends to out. A string is its length, its bytes and a NUL; it may be NULL. */
void        msp_bytes_put        (GByteArray *out, const void *data, gsize len);
void        msp_bytes_put_u32    (GByteArray *out, guint32 value);
void        msp_bytes_put_u64    (GByteArray *out, guint64 value);
void        msp_bytes_put_string (GByteArray *out, const char *string);

/* n strings, at most MSP_BYTES_MAX_STRINGS: the lengths of all stand first. */
#define MSP_BYTES_MAX_STRINGS 16
void        msp_bytes_put_strings (GByteArray *out, const char *const *strings, gsize n);

/* Reads from left to right; once something is wrong, everything after is empty and bad stays set. */
typedef struct {
  const char *at, *end;
  gboolean    bad;
} MspBytes;

void        msp_bytes_take          (MspBytes *self, void *out, gsize len);
guint32     msp_bytes_take_u32      (MspBytes *self);
guint64     msp_bytes_take_u64      (MspBytes *self);

/* A value below n. */
guint32     msp_bytes_take_enum     (MspBytes *self, guint32 n);

/* A number of things that take at least least bytes each. */
guint32     msp_bytes_take_count    (MspBytes *self, gsize least);

/* The same for a value that was taken before. */
guint32     msp_bytes_check_enum    (MspBytes *self, guint32 value, guint32 n);
guint32     msp_bytes_check_count   (MspBytes *self, guint32 value, gsize least);

/* A string that borrows from the bytes. RAW: any bytes without NUL, the others are valid UTF-8; all but the last may be NULL. */
const char *msp_bytes_take_raw      (MspBytes *self);
const char *msp_bytes_take_optional (MspBytes *self);
const char *msp_bytes_take_string   (MspBytes *self);

/* n strings that were put together, valid UTF-8; all but the first n_needed may be NULL. */
void        msp_bytes_take_strings  (MspBytes *self, const char **const *out_strings, gsize n, gsize n_needed);
