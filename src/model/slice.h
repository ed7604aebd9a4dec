/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Puts the slices of a cut file together to its row of the ledger. */

#include "model/record.h"

typedef struct {
  MspSliceRecord sum;    /* its strings are owned */
  guint64        n;      /* slices so far */
} MspSliceSum;

/* Begin with { 0 }. Slices of one file, each once; in the order of their parts, so that the row's reason is that of the first
   that has one. */
void            msp_slice_sum_add       (MspSliceSum *self, const MspSliceRecord *slice);

gboolean        msp_slice_sum_is_whole  (const MspSliceSum *self);

/* The file's row, or what is known of it while slices are missing; kind is NULL if none of them had anything to say. Borrows from
   self. A whole row has the size of the file, or more if the file grew: what a part could not read is FAILED in it. */
MspSourceRecord msp_slice_sum_to_record (const MspSliceSum *self);

/* Ready for another file. */
void            msp_slice_sum_clear     (MspSliceSum *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspSliceSum, msp_slice_sum_clear)
