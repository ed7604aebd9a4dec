/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What somebody has written into a form, and what the form itself says. */

#include "base/span.h"

/* Three or more small words that no form prints as a hint are a sentence of instructions, not an answer. Where no colon stands
   between label and answer, small words are the label's own. */
gboolean msp_forms_is_answer (MspSpan value, gboolean colon);
