/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a part without MIME children is, and what is inside it nevertheless: an encoded message, S/MIME content, files in text. */

#include "mime/tree.h"

/* Adds entity, which is neither a multipart nor a message that an engine walks itself, below parent. */
void msp_leaf_add (MspTree *tree, int parent, const MspEntity *entity);

/* Adds what stands before the first or behind the last part of multipart parent (RFC 2046, section 5.1.1), unless it is blank or
   the usual words to readers without MIME. No reader shows it; whoever opens the file sees it. */
void msp_leaf_add_gap (MspTree *tree, int parent, MspSpan text);

/* TRUE if msp_leaf_add_gap would add text. */
gboolean msp_leaf_is_gap (MspSpan text);
