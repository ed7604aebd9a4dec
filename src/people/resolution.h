/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which mentions are one person: merged on equal strong identifiers, on equal name and birth date, and on a lesser number (an account,
   a medical record) or an e-mail address under one name; never on a name, a telephone number or a shared mailbox. Two numbers that a
   person has once keep two mentions apart, and what would have merged them is a conflict. Union by size and path halving:
   near-linear. */

#include <glib.h>

#include "people/decisions.h"
#include "people/evidence.h"

typedef enum { MSP_MERGE_NUMBER, MSP_MERGE_BIRTH, MSP_MERGE_NAMED_NUMBER, MSP_MERGE_ADDRESS } MspMergeKind;

typedef struct {
  MspMergeKind kind;
  guint32      row;            /* that has what both share */
  guint32      left, right;    /* mentions */
} MspMerge;

typedef struct {
  guint32 *person;             /* of each mention: the lowest mention that is the same person */
  guint32 *fewest, *most;      /* the same if equal full names were one person too; if equal numbers alone counted */
  guint32  n_persons;          /* after merging */
  guint32  lower, upper;       /* how many there can be: equal full names merged too; on equal numbers alone */
  guint8  *is_decided;         /* of each mention: a decision moved it */
  GArray  *merges;             /* MspMerge, in the order in which they were made */
  GArray  *conflicts;          /* MspMerge that were not made */
} MspResolution;

/* decisions may be NULL. */
MspResolution *msp_resolution_new  (const MspEvidence *evidence, MspDecisions *decisions);
void           msp_resolution_free (MspResolution *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspResolution, msp_resolution_free)
