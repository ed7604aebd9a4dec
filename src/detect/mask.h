/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What of a value may be shown, and the form of it that is hashed. */

#include "base/span.h"
#include "detect/rules.h"

/* Appends the masked form to out. label: what names the value, shown by MSP_MASK_LABEL and _PLACE; may be NULL. */
void msp_mask_append   (GString *out, MspMask mask, MspSpan value, const char *label);

/* Replaces out by the normalised form. */
void msp_normal_assign (GString *out, MspNormal normal, MspSpan value);
