/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The questions and instructions of a questionnaire. */

#include <glib.h>

#include "base/span.h"

/* Whether text consists of questions and instructions that nobody has answered. candidates: the validated identifiers of the
   text, MspCandidate. */
gboolean msp_forms_asks_only (MspSpan text, const GArray *candidates);
