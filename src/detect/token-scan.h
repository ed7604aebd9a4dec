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
  gsize    start;
  gsize    end, digits; /* behind the token; how many it begins with; neither is set for '@' */
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

/* For msp_token_scan_next: loads the next block with a digit or '@', or the last one; FALSE if there is none. */
gboolean msp_token_scan_go_on       (MspTokenScan *self);

/* The same, of a token that leaves its block: where it begins, its digits from start on, its end, whose block is loaded. */
gsize    msp_token_scan_walk_back   (const MspTokenScan *self);
gsize    msp_token_scan_count_digits (const MspTokenScan *self, gsize start);
gsize    msp_token_scan_find_end    (MspTokenScan *self);

/* FALSE behind the last token. */
static inline gboolean
msp_token_scan_next (MspTokenScan *self, MspToken *out_token)
{
  while (self->sites == 0)
    if (!msp_token_scan_go_on (self))
      return FALSE;
  const guint bit = (guint) __builtin_ctzll (self->sites);
  const guint64 from = G_MAXUINT64 << bit, before = ~self->bits.words & ~from, behind = ~self->bits.words & from;
  const gsize site = self->block + bit;

  out_token->at = (self->bits.ats >> bit & 1) != 0;
  if (out_token->at)
    {
      out_token->start = site;
      self->sites &= self->sites - 1;
      return TRUE;
    }
  out_token->start = G_LIKELY (before != 0) ? self->block + MSP_TOKEN_BLOCK - (guint) __builtin_clzll (before)
                                            : msp_token_scan_walk_back (self);
  if (G_LIKELY (behind != 0))
    {
      const guint end = (guint) __builtin_ctzll (behind), others = (guint) __builtin_ctzll (~self->bits.digits & from);

      out_token->digits = out_token->start == site ? others - bit : 0;
      out_token->end = self->block + end;
      self->sites &= G_MAXUINT64 << end;
      return TRUE;
    }
  out_token->digits = out_token->start == site ? msp_token_scan_count_digits (self, site) : 0;
  out_token->end = msp_token_scan_find_end (self);
  return TRUE;
}
