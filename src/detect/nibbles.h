/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Places of a text where one of many short strings may stand: four bytes are looked up by their halves, 32 places at a time (the
   way of Hyperscan's "Teddy"). Strings are kept in buckets; those of one should be alike. What is found must be checked. */

#include "base/span.h"

#define MSP_NIBBLES_LEN 4
#define MSP_NIBBLES_BEHIND (MSP_NIBBLES_LEN - 1)   /* bytes read behind the last place */
#define MSP_NIBBLES_SETS 2       /* of eight buckets: the second costs time where it is used */
#define MSP_NIBBLES_BUCKETS (8 * MSP_NIBBLES_SETS)

/* A bit for each bucket of a set, by the lower and the upper half of each byte. */
typedef struct {
  guint8 low[MSP_NIBBLES_SETS][MSP_NIBBLES_LEN][16], high[MSP_NIBBLES_SETS][MSP_NIBBLES_LEN][16];
  guint  n_sets;
} MspNibbles;

typedef struct {
  const MspNibbles *nibbles;
  MspSpan           text;
  gsize             next;      /* begin of the places not looked at yet */
} MspNibbleScan;

/* Says that strings of bucket may have at n a byte of one of the lower and one of the upper halves, given as bits. */
void     msp_nibbles_add       (MspNibbles *self, guint n, guint16 low, guint16 high, guint bucket);

void     msp_nibble_scan_init  (MspNibbleScan *self, const MspNibbles *nibbles, MspSpan text);

/* The next places as bits, the lowest for *out_base, rising; 0 if there are no more. Behind the end of the text stand zeros. */
guint64  msp_nibble_scan_next  (MspNibbleScan *self, gsize *out_base);

/* The hits of n_blocks times 64 places at data, a bit each; MSP_NIBBLES_BEHIND bytes more are read. */
void     msp_nibbles_fill      (const MspNibbles *self, const char *data, guint n_blocks, guint64 *out_hits);

/* Ways to do it, the last that the processor has is taken; each finds the same. */
typedef enum { MSP_NIBBLES_SCALAR, MSP_NIBBLES_AVX2, MSP_NIBBLES_AVX512, MSP_N_NIBBLES_WAYS } MspNibblesWay;

MspNibblesWay msp_nibbles_get_way (void);

/* way: at most that one. To be tested against one another. */
guint64  msp_nibble_scan_next_by (MspNibbleScan *self, MspNibblesWay way, gsize *out_base);
void     msp_nibbles_fill_by   (const MspNibbles *self, MspNibblesWay way, const char *data, guint n_blocks, guint64 *out_hits);
