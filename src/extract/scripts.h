/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a part could run; nothing of it ever is. Static texts for MspExtractResult.detail. */

#include "extract/extractor.h"

#define MSP_DETAIL_MACROS "holds macros, which were not run"
#define MSP_DETAIL_SCRIPTS "holds scripts, which were not run"
#define MSP_DETAIL_JAVASCRIPT "holds JavaScript, which was not run"
#define MSP_DETAIL_LAUNCHES "would start a program; nothing of it was run"

/* A text that is a script, by its name or its first line; NULL if it is none. */
const char *msp_scripts_find_text   (const MspExtractInput *input);

/* The same for HTML with scripts in it, of attachments: mail programs run none of a body's. */
const char *msp_scripts_find_markup (const MspExtractInput *input, MspSpan markup);
