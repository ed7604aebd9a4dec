/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bytes that forms and markings are known by. They are found where the heads of rules are, in one pass: a text that has none is
   not read for these. */

#include "detect/fragments.h"
#include "detect/normalise.h"

typedef enum { MSP_ANCHOR_MARKING, MSP_ANCHOR_FORM } MspAnchorKind;   /* from FORM on: the form word of that index */

typedef struct {
  guint32 number;   /* MspAnchorKind */
  guint32 start;
} MspAnchor;

/* Has fragments find them, with the number of a rule that is first more. To be called before any rule's head is added, behind
   which there may be no room. */
void msp_anchors_add   (MspFragments *fragments, guint first);

/* From places in the copy of normaliser, in any order, to those in its source, which rise. There they need not stand. */
void msp_anchors_place (GArray *anchors, const MspNormaliser *normaliser);
