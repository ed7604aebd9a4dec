/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The own strict walk over a regular message: header blocks of fields only, one Content-Type, multiparts with all boundaries.
   What it accepts it reads as GMime does, at a tenth of the cost. */

#include "mime/tree.h"

/* FALSE if message is irregular anywhere; what was added below parent must then be taken back. */
gboolean msp_walk_message (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers);

/* What stands before the first and behind the last boundary line in the body of a multipart; empty where there is none. */
void     msp_walk_find_gaps (MspSpan body, const char *boundary, MspSpan *out_preamble, MspSpan *out_epilogue);
