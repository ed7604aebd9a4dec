/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What pictures say of themselves in TIFF directories: TIFF 6.0 and the Exif tags (CIPA DC-008) of owner, comment, time and place. */

#include <glib.h>

#include "base/span.h"

/* value is UTF-8 and not empty; both are borrowed for the length of the call. */
typedef void (*MspFieldFunc) (gpointer data, const char *name, const char *value);

/* Gives out the known tags of a TIFF file or of an Exif block that begins with its byte order. Nothing of what is damaged. */
void msp_tiff_read (MspSpan tiff, MspFieldFunc func, gpointer data);
