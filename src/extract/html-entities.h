/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Character references of HTML: named, decimal, hexadecimal; without semicolon where browsers accept that. */

#include <glib.h>

#include "base/span.h"

/* Decodes the reference that text begins with. Returns the bytes it takes, 0 when it is none. */
gsize msp_html_entity_decode  (MspSpan text, gboolean in_attribute, guint32 *out_character);

/* Appends the value of an attribute. */
void  msp_html_append_decoded (GString *out, MspSpan text);
