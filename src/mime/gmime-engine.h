/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Parses with GMime's parser, for what is irregular and as the measure of the own walk. */

#include "mime/tree.h"

void msp_gmime_engine_parse (MspTree *tree, MspSpan message, int parent, MspMailHeaders *headers);
