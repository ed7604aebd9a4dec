/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The places of a text where the rare bytes of a fragment stand, and what comes behind them, chunk by chunk: those that the
   buckets of the four rare bytes let through are tried against the fragments themselves, first these bytes, then all of a window,
   all fragments at once and without a branch for any, since few of them stand. */

#include <string.h>

#include "base/span.h"
#include "detect/nibbles.h"

#define MSP_FRAGMENTS_MAX 256        /* of all heads */
#define MSP_FRAGMENT_CHUNK 1024
#define MSP_FRAGMENT_WINDOW 8        /* bytes that are tried at a place */

/* A bit for each fragment. */
typedef struct {
  guint64 bits[MSP_FRAGMENTS_MAX / 64];
} MspFragmentSet;

/* Needs memory of this alignment. */
typedef struct {
  _Alignas (32) MspFragmentSet fits[MSP_FRAGMENT_WINDOW][256];   /* by position and byte: the fragments that may have it */
  MspNibbles                   nibbles;
  guint8                       buckets[MSP_NIBBLES_SETS][MSP_NIBBLES_LEN][128];   /* the same, by bytes of ASCII */
} MspFragmentFilter;

typedef struct {
  const MspFragmentFilter *filter;
  MspFragmentSet           wanted;
  MspSpan                  text;
  gsize                    at, len;                         /* where the chunk begins in text, and its bytes */
  const char              *data;                            /* the chunk and what is read behind it, zeros behind the text */
  guint                    n;
  guint16                  places[MSP_FRAGMENT_CHUNK + 32]; /* in the chunk, rising; 32 are written at once */
  guint64                  hits[MSP_FRAGMENT_CHUNK / 64];
  char                     padded[3 * 64];
} MspFragmentScan;

/* unwanted: fragments that are not looked for. text: may be empty. */
void     msp_fragment_scan_init (MspFragmentScan *self, const MspFragmentFilter *filter, const MspFragmentSet *unwanted,
                                 MspSpan text);

/* Fills places for the next chunk; FALSE behind the last. */
gboolean msp_fragment_scan_next (MspFragmentScan *self);

/* The same without SIMD: its twin, to be tested against. */
gboolean msp_fragment_scan_next_scalar (MspFragmentScan *self);

/* The wanted fragments that fit in the first n_bytes at data. */
static inline MspFragmentSet
msp_fragment_scan_get (const MspFragmentScan *self, const char *data, guint n_bytes)
{
  MspFragmentSet set = self->wanted;

  for (guint n = 0; n < n_bytes; n++)
    for (guint i = 0; i < G_N_ELEMENTS (set.bits); i++)
      set.bits[i] &= self->filter->fits[n][(guint8) data[n]].bits[i];
  return set;
}
