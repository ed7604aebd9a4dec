/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What of a message has no place in any part after a parser went through it: lines in a header block that are no fields, and
   what it dropped. Nothing of that may be lost, so it becomes text outside the parts. */

#include "mime/tree.h"

typedef struct {
  MspSpan    message;
  GArray    *covered;      /* MspSpan */
  GPtrArray *boundaries;   /* const char *, borrowed */
} MspResidue;

void  msp_residue_init         (MspResidue *self, MspSpan message);

/* Has its place. */
void  msp_residue_cover        (MspResidue *self, MspSpan span);

/* The fields of the header block at start have theirs. A line that is no field has not, nor what follows it up to a field with a
   name that matters here. Returns where such lines begin if they reach the empty line or a boundary, else where the block ends. */
gsize msp_residue_cover_header (MspResidue *self, gsize start);

/* Lines of this boundary are no text. */
void  msp_residue_add_boundary (MspResidue *self, const char *boundary);

/* Adds the rest as text to the parts of parent, of which the first one is `first`. */
void  msp_residue_add_parts    (MspResidue *self, MspTree *tree, int parent, int first);

void  msp_residue_clear        (MspResidue *self);
