/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/image.h"

/* The program is built for another kind of machine than this: what would make the image cannot run here. */
const MspImage *const msp_image_built_in = NULL;
