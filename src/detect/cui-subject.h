/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a CUI marking says that its text is about. */

#include <glib.h>

#include "base/span.h"

/* Appends "; HLTH: health" for each category code of marking that speaks of a category of the model, in their order. */
void msp_cui_append_subjects (GString *out, MspSpan marking);
