/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The columns of text that is aligned with spaces: where all lines so far are blank for two characters or more. */

#include <glib.h>

#include "base/span.h"

#define MSP_GRID_WIDTH 240
#define MSP_GRID_WORDS 4
#define MSP_GRID_MAX_COLUMNS 60

typedef struct {
  guint64 used[MSP_GRID_WORDS];   /* by some line: a bit for each position, in characters */
} MspGrid;

/* TRUE if line has two blanks or more between words, behind its lead. */
gboolean msp_grid_has_gap (MspSpan line);

/* FALSE and no change if line is too long, has no gap inside, or leaves fewer than two columns. */
gboolean msp_grid_add   (MspGrid *self, MspSpan line);

/* Byte offsets in line where each column begins, and one more where the last ends; returns the number of columns. */
guint    msp_grid_split (const MspGrid *self, MspSpan line, gsize out_offsets[MSP_GRID_MAX_COLUMNS + 1]);
