/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The tokens of a text that hold a digit, and every '@', from left to right. A token is a run of ASCII letters, digits and "_".
   The text is read once, a block at a time, into bits: where a token begins and ends is counted, not walked to. */

#include <glib.h>

#include "base/span.h"

#define MSP_TOKEN_BLOCK 64

/* A bit a byte. */
typedef struct {
  guint64 digits, words, ats;
} MspTokenBits;

typedef struct {
  gsize    start, end;
  gsize    digits;      /* that the token begins with */
  gboolean at;          /* it is an '@' */
} MspToken;

/* A way to read blocks: one; or the first of n at data that holds a digit or '@', whose number it returns, or n. */
typedef struct {
  void  (*read) (const char *block, MspTokenBits *out_bits);
  gsize (*find) (const char *data, gsize n, MspTokenBits *out_bits);
} MspTokenReader;

typedef struct {
  MspSpan               text;
  const MspTokenReader *reader;
  gsize                 block;   /* offset of the block that bits is of */
  MspTokenBits          bits;
  guint64               sites;   /* digits and '@' that are left in it */
} MspTokenScan;

void     msp_token_scan_init        (MspTokenScan *self, MspSpan text);

/* The same without SIMD: its twin, to be tested against. */
void     msp_token_scan_init_scalar (MspTokenScan *self, MspSpan text);

/* FALSE behind the last token. */
gboolean msp_token_scan_next        (MspTokenScan *self, MspToken *out_token);
