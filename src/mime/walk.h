/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The own strict walk over a regular message: header blocks of fields only, one Content-Type, multiparts with all their boundaries.
   What it accepts it reads as GMime does, at a tenth of the cost. */

#include "mime/tree.h"

/* FALSE if message is irregular anywhere; what was added below parent must then be taken back. */
gboolean msp_walk_message (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers);
