/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files and ciphertext that stand inside a text: uuencode, yEnc, armoured OpenPGP messages. */

#include "mime/tree.h"

/* Adds what stands in text part index as parts below it and leaves holes in the text. */
void msp_inline_add (MspTree *tree, int index);
