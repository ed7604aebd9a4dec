/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether a form is filled in (section 3.2 of the specification). */

#include "detect/forms.h"
#include "detect/forms-table.h"

/* Sets fill, anchors and filled of form. candidates: the validated identifiers of the text, MspCandidate. */
void msp_forms_judge_fill (const MspText *text, const MspFormInfo *info, const GArray *candidates, MspForm *form);
