/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The built-in rules in an image. */

#include "detect/image.h"
#include "detect/rules.h"

/* Puts rules that no file of the user adds to. */
void      msp_rules_put          (const MspRules *self, MspImageWriter *out);

/* Those of image, whose texts they borrow. */
MspRules *msp_rules_get_of_image (const MspImage *image);
