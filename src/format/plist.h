/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads single values from an XML property list as Apple's programs write them. */

#include <glib.h>

#include "base/span.h"

/* The whole number stored under key in the outermost dictionary. FALSE if there is none, or if xml is damaged before it. */
gboolean msp_plist_get_integer (MspSpan xml, const char *key, gint64 *out_value);
