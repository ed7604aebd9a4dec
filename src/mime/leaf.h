/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a part without MIME children is, and what is inside it nevertheless: an encoded message, S/MIME content, files in text. */

#include "mime/tree.h"

/* Adds entity, which is neither a multipart nor a message that an engine walks itself, below parent. */
void msp_leaf_add (MspTree *tree, int parent, const MspEntity *entity);
