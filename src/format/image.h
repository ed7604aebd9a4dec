/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Finds what pictures say of themselves: in JPEG, PNG, TIFF, WebP and HEIF files. The picture itself is not looked at. */

#include "format/tiff.h"

/* TRUE if a picture that begins with head may hold such words. */
gboolean msp_image_has_words  (MspSpan head);

/* Gives out Exif tags, comments and text chunks; "XMP" holds XML. */
void     msp_image_read_words (MspSpan bytes, MspFieldFunc func, gpointer data);
