/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The places of a text where the four bytes of a fragment stand, chunk by chunk: those that the halves of the bytes let through
   are tried against the bytes themselves, all fragments at once and without a branch for either, since few of them stand. */

#include <string.h>

#include "base/span.h"
#include "detect/nibbles.h"

#define MSP_FRAGMENTS_MAX 256        /* of all heads */
#define MSP_FRAGMENT_CHUNK 1024

/* A bit for each fragment. */
typedef struct {
  _Alignas (32) guint64 bits[MSP_FRAGMENTS_MAX / 64];
} MspFragmentSet;

/* Needs memory aligned as MspFragmentSet is. */
typedef struct {
  MspFragmentSet fits[MSP_NIBBLES_LEN][256];   /* by position and byte: the fragments that may have it */
  MspNibbles     nibbles;
} MspFragmentFilter;

typedef struct {
  const MspFragmentFilter *filter;
  MspSpan                  text;
  gsize                    at, len;                         /* where the chunk begins in text, and its bytes */
  const char              *data;                            /* the chunk and what is read behind it, zeros behind the text */
  guint                    n;
  guint16                  places[MSP_FRAGMENT_CHUNK];      /* in the chunk, rising */
  guint64                  hits[MSP_FRAGMENT_CHUNK / 64];
  char                     padded[3 * 64];
} MspFragmentScan;

/* text: may be empty. */
void     msp_fragment_scan_init (MspFragmentScan *self, const MspFragmentFilter *filter, MspSpan text);

/* Fills places for the next chunk; FALSE behind the last. */
gboolean msp_fragment_scan_next (MspFragmentScan *self);

/* The same without SIMD: its twin, to be tested against. */
gboolean msp_fragment_scan_next_scalar (MspFragmentScan *self);

/* The fragments whose bytes stand at data. */
static inline MspFragmentSet
msp_fragment_filter_get (const MspFragmentFilter *self, const char *data)
{
  MspFragmentSet set = self->fits[0][(guint8) data[0]];

  for (guint n = 1; n < MSP_NIBBLES_LEN; n++)
    for (guint i = 0; i < G_N_ELEMENTS (set.bits); i++)
      set.bits[i] &= self->fits[n][(guint8) data[n]].bits[i];
  return set;
}
