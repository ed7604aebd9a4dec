/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One row of the ledger while it is being filled. */

#include <glib.h>

#include "container/reader.h"
#include "model/record.h"

typedef struct {
  char       *locator, *parent;     /* parent: NULL for an input file */
  char       *kind;
  guint64     messages, entries;    /* entries: files found inside, in rows of their own */
  guint64     bytes[MSP_N_FATES];
  guint64     size;                 /* measured apart from bytes, so that the sum can be checked */
  MspFate     fate;
  MspReason   reason;
  char       *detail;
} MspTally;

void    msp_tally_init   (MspTally *self, const char *locator, const char *parent);

/* The whole item has this fate. */
void    msp_tally_set    (MspTally *self, const char *kind, MspFate fate, MspReason reason, const char *detail);

void    msp_tally_add    (MspTally *self, const guint64 *bytes);

/* An error of the reader or the stream after some bytes: what is left up to size is FAILED, the item PARTIAL or, with nothing
   read, FAILED. */
void    msp_tally_fail   (MspTally *self, const GError *error);

/* Gives bytes up to size that nobody accounted for to fate. */
void    msp_tally_fill   (MspTally *self, guint64 size, MspFate fate);

/* Bytes accounted for so far. */
guint64 msp_tally_get_sum (const MspTally *self);

/* Copies everything counted in from, but not where it is. */
void    msp_tally_restore (MspTally *self, const MspTally *from);

/* What record says; self is fresh or { 0 }. */
void    msp_tally_from_record (MspTally *self, const MspSourceRecord *record);

/* A record that borrows from self. */
MspSourceRecord msp_tally_to_record (const MspTally *self);

void    msp_tally_clear  (MspTally *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspTally, msp_tally_clear)
