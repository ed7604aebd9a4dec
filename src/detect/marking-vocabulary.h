/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Words of classification and CUI markings, as published in the CAPCO manual, the ISM vocabularies and the CUI Registry. */

#include "detect/marking.h"

typedef enum {
  MSP_BLOCK_NATO,      /* ranks: blocks of a marking come in this order, each once */
  MSP_BLOCK_SCI,
  MSP_BLOCK_SAP,
  MSP_BLOCK_AEA,
  MSP_BLOCK_FGI,
  MSP_BLOCK_CUI,
  MSP_BLOCK_DISSEM,
  MSP_BLOCK_NONIC,
  MSP_BLOCK_DATE,      /* a declassification date ended banners before 2008 */
  MSP_N_BLOCKS
} MspBlockKind;

typedef struct {
  const char  *text;
  MspBlockKind kind;       /* DISSEM or NONIC */
  gboolean     portion;    /* an abbreviation that belongs into portion marks only */
  guint32      flags;      /* MspMarkingFlags beside DISSEM and NONIC */
} MspMarkingWord;

typedef struct {
  const char *text;
  MspLevel    level;
  guint32     flags;
} MspLevelWord;

/* The longest word of the table that begins text and ends where a word may end; NULL if there is none. */
const MspMarkingWord *msp_marking_find_word       (MspSpan text);

/* Level words, longest first: in full (banner) or abbreviated (portion); NULL if text begins with none. */
const MspLevelWord   *msp_marking_find_level      (MspSpan text, gboolean portion);
const MspLevelWord   *msp_marking_find_nato_level (MspSpan text, gboolean portion);

/* TRUE if text is a published SCI control system, or a compartment that is longer than three characters. */
gboolean              msp_marking_is_sci_control  (MspSpan text);
gboolean              msp_marking_is_sci_compartment (MspSpan text);

/* TRUE if text is a category code of the CUI Registry: Specified (after "SP-") or Basic. */
gboolean              msp_marking_is_cui_code     (MspSpan text, gboolean specified);
